import type { AskFaultCode } from '../app/ask-client.ts'
import { defineWords } from './define-words.ts'
import { refusalsEn } from './refusals-en.ts'
import { refusalsEs } from './refusals-es.ts'

const faultsEn: Record<AskFaultCode, string> = {
  unreachable: 'The relay can’t be reached. This needs the network: check the connection, then try again.',
  busy: 'Florin is busy. Try again in a moment.',
  'disk-full': 'The disk is full, so nothing can be saved. Free some space, then try again.',
  'no-session': 'Nobody is logged in. Log in, then try again; what you typed stays here.',
  'log-in-again':
    'This needs the relay, and you logged in here without it, or a while ago. Log in again to go on; what is saved stays.',
  'wrong-login': 'The login or the password is not right.',
  'wrong-code': 'This code is not right, was used already, or is over an hour old. Ask for a new one.',
  'wrong-setup-token': 'The setup token is not right. The person who runs the relay has it.',
  'too-many-tries': 'Too many tries. Wait a few minutes, then try again.',
  'device-revoked':
    'An administrator switched this computer off at the relay. What is saved here stays here and is not sent. Ask an administrator.',
  'login-taken': 'This login already belongs to a user. Use another address.',
  'not-found': 'This is not here, or not here yet. Wait for the sync, then try again.',
  'other-company': 'This code is of another company. Ask an administrator of this one for a code.',
  'already-set-up': 'This computer already belongs to a company. Log in instead.',
  internal:
    'Something went wrong in Florin, and it was written to the log. Try again; if it happens again, restart Florin.',
  'connection-lost':
    'Florin’s service went away before it answered. Look whether the change is there before you make it again.',
}

const faultsEs: Record<AskFaultCode, string> = {
  unreachable:
    'No se puede llegar al servidor. Esto necesita la red: revise la conexión e inténtelo de nuevo.',
  busy: 'Florin está ocupado. Inténtelo de nuevo en un momento.',
  'disk-full': 'El disco está lleno y no se puede guardar nada. Libere espacio e inténtelo de nuevo.',
  'no-session': 'No hay una sesión abierta. Ábrala e inténtelo de nuevo; lo escrito se conserva aquí.',
  'log-in-again':
    'Esto necesita el servidor, y usted inició sesión sin él, o hace tiempo. Inicie sesión otra vez para seguir; lo guardado se conserva.',
  'wrong-login': 'El usuario o la contraseña no son correctos.',
  'wrong-code': 'Este código no es correcto, ya se usó o tiene más de una hora. Pida uno nuevo.',
  'wrong-setup-token': 'La clave de instalación no es correcta. La tiene quien administra el servidor.',
  'too-many-tries': 'Demasiados intentos. Espere unos minutos e inténtelo de nuevo.',
  'device-revoked':
    'Un administrador desactivó esta computadora en el servidor. Lo guardado aquí se conserva y no se envía. Consulte a un administrador.',
  'login-taken': 'Este usuario ya existe. Use otra dirección.',
  'not-found': 'Esto no está aquí, o todavía no. Espere la sincronización e inténtelo de nuevo.',
  'other-company': 'Este código es de otra empresa. Pida uno a un administrador de esta.',
  'already-set-up': 'Esta computadora ya pertenece a una empresa. Inicie sesión.',
  internal: 'Algo falló en Florin y quedó en el registro. Inténtelo de nuevo; si se repite, reinicie Florin.',
  'connection-lost':
    'El servicio de Florin se cortó antes de responder. Mire si el cambio está hecho antes de repetirlo.',
}

/** Each sentence says what happened and what to do next. */
export const refusals = defineWords({
  en: {
    refusal: refusalsEn,
    fault: faultsEn,
    newer: 'The relay refused this for a reason this version of Florin does not know. Update Florin.',
  },
  es: {
    refusal: refusalsEs,
    fault: faultsEs,
    newer: 'El servidor lo rechazó por un motivo que esta versión de Florin no conoce. Actualice Florin.',
  },
})
