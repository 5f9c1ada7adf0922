namespace Signalbox.Modules.Sanity;

/// <summary>A test of the value of an Authorization header.</summary>
internal delegate bool CredentialsTest(ReadOnlySpan<byte> value);
