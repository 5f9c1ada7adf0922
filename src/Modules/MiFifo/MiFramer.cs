using Signalbox.Engine.Buffers;
using Signalbox.Engine.Values;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.MiFifo;

/// <summary>
/// Cuts what comes through the FIFO into requests of three kinds: <c>:command:reply\n…\n\n</c>, <c>:reply:{json}</c> and
/// <c>{json}</c>. What is too long or makes no sense is dropped up to the next request.
/// </summary>
internal sealed class MiFramer
{
    /// <summary>Longest first line.</summary>
    public const int MaxHeadBytes = 1024;

    /// <summary>Longest request behind its first line.</summary>
    public const int MaxBodyBytes = ObjectFramer.MaxBytes;

    private readonly ByteWriter _head = new(64);
    private readonly ByteWriter _body = new(256);
    private readonly ObjectFramer _object = new();
    private Step _step;
    private byte _before;
    private bool _inQuote;
    private bool _mayQuote;

    private enum Step
    {
        Start,
        Head,
        Lines,
        Object,
        SkipLine,
    }

    /// <summary>True when the request that <see cref="Push"/> completed is JSON.</summary>
    public bool IsJson { get; private set; }

    /// <summary>True for JSON behind <c>:reply:</c>, as OpenSIPS 3 writes it.</summary>
    public bool IsOpenSips { get; private set; }

    /// <summary>True when it is longer than allowed and must not be run.</summary>
    public bool IsTooLong => IsJson ? _object.IsTooLong : _body.Length >= MaxBodyBytes;

    /// <summary>Its first line behind the colon; of JSON the name of the reply and a colon, or nothing.</summary>
    public string Head => Latin1.ToText(_head.Written);

    /// <summary>The lines behind the first one, or the JSON object.</summary>
    public ReadOnlySpan<byte> Body => IsJson ? _object.Object : _body.Written;

    /// <summary>Takes one byte.</summary>
    /// <returns>True when a request is complete.</returns>
    public bool Push(byte value)
    {
        var isDone = _step switch
        {
            Step.Start => TakeStart(value),
            Step.Head => TakeHead(value),
            Step.Lines => TakeLine(value),
            Step.Object => TakeObject(value),
            _ => SkipLine(value),
        };
        _before = value;
        return isDone;
    }

    private bool TakeStart(byte value)
    {
        _head.Clear();
        _body.Clear();
        if (value == (byte)'{')
            return StartObject(value, isOpenSips: false);

        if (value == (byte)':')
            _step = Step.Head;
        else if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            _step = Step.SkipLine;

        return false;
    }

    private bool TakeHead(byte value)
    {
        if (value == (byte)'{' && (_head.Length == 0 || _head.Written[^1] == (byte)':'))
            return StartObject(value, isOpenSips: true);

        if (value == (byte)'\n')
            StartLines();
        else if (_head.Length >= MaxHeadBytes)
            _step = Step.SkipLine;
        else
            _head.Write(value);

        return false;
    }

    private void StartLines()
    {
        _step = Step.Lines;
        IsJson = IsOpenSips = _inQuote = false;
        _mayQuote = true;
        _body.Clear();
    }

    private bool StartObject(byte value, bool isOpenSips)
    {
        _step = Step.Object;
        IsJson = true;
        IsOpenSips = isOpenSips;
        return TakeObject(value);
    }

    private bool TakeObject(byte value)
    {
        if (!_object.Push(value))
            return false;

        _step = Step.Start;
        return true;
    }

    private bool TakeLine(byte value)
    {
        if (_inQuote)
            _inQuote = value != (byte)'"' || _before == (byte)'\\';
        else if (value == (byte)'\n' && _before == (byte)'\n')
            return EndLines();
        else
            TakePlain(value);

        _body.Write(value);
        if (_body.Length >= MaxBodyBytes)
            return EndLines();

        return false;
    }

    private void TakePlain(byte value)
    {
        // A writer that died left its request open: one colon at the start of a line begins the next one.
        if (_before == (byte)':' && value is not ((byte)':' or (byte)'\n') && _body.Length >= 1 && StartsLine(_body.Length - 1))
        {
            _head.Clear();
            _head.Write(value);
            _step = Step.Head;
        }

        _inQuote = _mayQuote && value == (byte)'"';
        var endsName = value == (byte)':' && _before == (byte)':';
        _mayQuote = endsName || value is (byte)'\n' || (_mayQuote && value is (byte)' ' or (byte)'\t');
    }

    private bool StartsLine(int position) => position == 0 || _body.Written[position - 1] == (byte)'\n';

    private bool EndLines()
    {
        _step = Step.Start;
        return true;
    }

    private bool SkipLine(byte value)
    {
        if (value == (byte)'\n')
            _step = Step.Start;

        return false;
    }
}
