/** Codes of problem+json answers a desktop acts on. */
export type ProblemCode =
  | 'invalid' // the body; `field` and `message` say what
  | 'unauthorized' // access token missing or expired: refresh
  | 'device-revoked'
  | 'device-unknown' // the token is this relay's, the device is not: it was put back to before the device joined
  | 'wrong-code'
  | 'wrong-setup-token'
  | 'wrong-login'
  | 'too-many-tries'
  | 'gap' // a sequence number is missing: recovery
  | 'forked' // another desktop used this incarnation: recovery
  | 'rewound' // the relay does not know this cursor: recovery
  | 'update-required'
  | 'not-allowed'
  | 'not-found'
  | 'login-taken'
  | 'busy' // try again later
  | 'internal'
