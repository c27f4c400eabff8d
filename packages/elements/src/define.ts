import './otp-prompt/otp-prompt.define.ts';
import './provider/provider.define.ts';
