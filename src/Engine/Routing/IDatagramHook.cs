namespace Signalbox.Engine.Routing;

/// <summary>A module that looks at bytes before they are parsed, e.g. for HEP.</summary>
public interface IDatagramHook
{
    /// <summary>True to have HTTP requests cut out of streams, too; they come to <see cref="Received"/>.</summary>
    bool TakesHttp => false;

    /// <summary>True when the bytes are done with; false lets them be parsed as SIP.</summary>
    /// <param name="worker">The worker at work.</param>
    /// <param name="bytes">The datagram or framed stream message.</param>
    /// <param name="from">Where it came from.</param>
    bool Received(WorkerState worker, ReadOnlySpan<byte> bytes, in ReceivedFrom from);

    /// <summary>
    /// A message that the SIP parser refused (nonsip_hook); true when the bytes are done with and nothing is to be logged.
    /// </summary>
    bool Unparsable(WorkerState worker, ReadOnlySpan<byte> bytes, in ReceivedFrom from) => false;
}
