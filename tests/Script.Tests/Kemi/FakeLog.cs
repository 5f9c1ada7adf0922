using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>A script log in memory.</summary>
internal sealed class FakeLog : IScriptLog
{
    private readonly Lock _gate = new();

    public List<string> Lines { get; } = [];

    public bool IsEnabled(int level) => true;

    public void Write(int level, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        lock (_gate)
            Lines.Add($"{level}: {Latin1.ToText(text)}");
    }
}
