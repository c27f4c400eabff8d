import './pdf-pages/pdf-pages.define.ts';
import './otp-prompt/otp-prompt.define.ts';
import './provider/provider.define.ts';
