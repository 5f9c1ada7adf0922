using Signalbox.Engine.Buffers;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>
/// The bytes of a script value: those of the message when it is a slice of one, else written to a scratch buffer of the
/// worker. Dispose gives the scratch buffer back.
/// </summary>
internal readonly ref struct ValueBytes
{
    private readonly WorkerState _worker;
    private readonly ByteWriter? _scratch;

    /// <summary>Takes the text of a value; undefined gives no bytes.</summary>
    public ValueBytes(WorkerState worker, in ScriptValue value)
    {
        _worker = worker;
        if (value.TryGetBytes(out var bytes))
        {
            Span = bytes;
            return;
        }

        _scratch = worker.RentWriter();
        value.WriteTo(_scratch);
        Span = _scratch.Written;
    }

    /// <summary>The bytes, valid until Dispose.</summary>
    public ReadOnlySpan<byte> Span { get; }

    /// <summary>Gives the scratch buffer back.</summary>
    public void Dispose()
    {
        if (_scratch is not null)
            _worker.Return(_scratch);
    }
}
