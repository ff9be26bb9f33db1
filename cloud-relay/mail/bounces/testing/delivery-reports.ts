/** A delivery report (RFC 3464) as Postfix writes it, to the bounce address of a mail. */
export function deliveryReport(
  to: string,
  fields: { action: string; status: string; recipient: string; original?: string; diagnostic?: string },
): string {
  const {
    action,
    status,
    recipient,
    original = recipient,
    diagnostic = 'smtp; 550 5.1.1 no such user',
  } = fields
  return [
    'Return-Path: <>',
    `Delivered-To: ${to}`,
    'From: MAILER-DAEMON@mx.example (Mail Delivery System)',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="=b"',
    '',
    '--=b',
    'Content-Type: text/plain',
    '',
    'I am sorry to have to inform you that your message could not be delivered.',
    '',
    '--=b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Original-Recipient: rfc822;${original}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: ${diagnostic}`,
    '',
    '--=b',
    'Content-Type: text/rfc822-headers',
    '',
    'Subject: Your invoice',
    '',
    '--=b--',
    '',
  ].join('\r\n')
}

/** A complaint (RFC 5965) as a mailbox provider sends it. */
export function complaint(to: string, mailFrom: string, type = 'abuse'): string {
  return [
    'From: feedback@isp.example',
    `To: ${to}`,
    'Subject: FW: Your invoice',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="=b"',
    '',
    '--=b',
    'Content-Type: text/plain',
    '',
    'This is an email abuse report.',
    '',
    '--=b',
    'Content-Type: message/feedback-report',
    '',
    `Feedback-Type: ${type}`,
    'User-Agent: Isp/1',
    'Version: 1',
    `Original-Mail-From: <${mailFrom}>`,
    '',
    '--=b',
    'Content-Type: message/rfc822',
    '',
    'Subject: Your invoice',
    '',
    'x',
    '',
    '--=b--',
    '',
  ].join('\r\n')
}

/** A message that is no report. */
export function plainMessage(to: string, headers: readonly string[], text: string): string {
  return [`To: ${to}`, ...headers, 'Content-Type: text/plain', '', text, ''].join('\r\n')
}
