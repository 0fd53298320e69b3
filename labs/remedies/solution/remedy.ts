// #region remedy
// Yours. The table says what each of the files in remedies/ is worth:
// which of them would you put into your service?
export * from './remedies/admission.ts';
// #endregion
