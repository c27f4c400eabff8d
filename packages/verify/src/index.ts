export type { CryptoDoor, WebCryptoSubtle } from './crypto/crypto-door.ts';
