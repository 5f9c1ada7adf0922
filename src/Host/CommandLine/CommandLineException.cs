namespace Signalbox.Host.CommandLine;

/// <summary>The command line makes no sense; the message is one line for the operator.</summary>
internal sealed class CommandLineException(string message) : Exception(message);
