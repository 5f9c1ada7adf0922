namespace Signalbox.Host.Demo;

/// <summary>The demo call did not go as it should; the message is one line for the operator.</summary>
internal sealed class DemoException(string message) : Exception(message);
