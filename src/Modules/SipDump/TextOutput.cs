namespace Signalbox.Modules.SipDump;

/// <summary>The <c>.data</c> file.</summary>
internal sealed class TextOutput(string path) : DumpOutput(path)
{
    private readonly DumpText _text = new();

    /// <inheritdoc />
    protected override bool TryFormat(DumpRecord record)
    {
        _text.Write(Pending, record);
        return true;
    }
}
