import type { RelayUnderTest } from '../../../cloud-relay/testing/relay-under-test.ts'
import { joinTestCompany, type TestDevice } from '../../../cloud-relay/testing/test-device.ts'
import type { RelayHttp } from '../ports.ts'
import { desktopUnderTest, temporaryFolder } from './desktop-under-test.ts'

/** The way to a relay under test; `before` may fail a request, as a network does. */
export function relayInProcess(test: RelayUnderTest, before: (path: string) => void = () => {}): RelayHttp {
  return {
    async request({ method, path, body, accessToken, userToken }) {
      before(path)
      const answer = await test.app.request(path, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
          ...(userToken ? { 'x-florin-user': userToken } : {}),
        },
        body: JSON.stringify(body),
      })
      return { status: answer.status, body: answer.status === 204 ? null : await answer.json() }
    },
    async *heads() {},
  }
}

/** One more desktop of a company at a real relay. Opened again in the same folder, it is the same one. */
export async function joinedDesktop(admin: TestDevice, http: RelayHttp, folder = temporaryFolder()) {
  const user = { userId: admin.userId }
  const desktop = desktopUnderTest(user, { http }, Math.floor(Math.random() * 2 ** 31), folder)
  if (desktop.sync.state('relayUrl') !== null) return desktop
  const joined = await joinTestCompany(admin)
  const key = joined.privateKey.export({ type: 'pkcs8', format: 'der' })
  desktop.sync.setState('companyId', joined.companyId)
  desktop.sync.setState('deviceId', joined.deviceId)
  desktop.sync.setState('refreshToken', joined.refreshToken)
  desktop.sync.setState('deviceKey', key.toString('base64'))
  desktop.sync.setState('relayUrl', 'http://127.0.0.1:1')
  return desktop
}
