// Loaded into every child with --import: when the process that started it is gone, whatever the reason, the child
// stops as it would on SIGTERM instead of living on with its port and its database.
if (process.channel !== undefined) {
  process.on('disconnect', () => {
    if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(0)
  })
  process.channel.unref()
}
