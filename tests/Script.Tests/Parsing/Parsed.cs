using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Parsing;
using Signalbox.Script.Syntax;
using Signalbox.Script.Text;

namespace Signalbox.Script.Tests.Parsing;

/// <summary>A cfg that went through the preprocessor and the parser.</summary>
internal sealed class Parsed
{
    private Parsed(ConfigSyntax config, DiagnosticBag diagnostics)
    {
        Config = config;
        Diagnostics = diagnostics;
    }

    public ConfigSyntax Config { get; }

    public DiagnosticBag Diagnostics { get; }

    public string Report => string.Join("\n", Diagnostics.Items.Select(static item => item.Render()));

    public static Parsed Text(string text, MemoryFiles? files = null, Definitions? definitions = null, string path = "test.cfg")
    {
        var diagnostics = new DiagnosticBag();
        var preprocessor = new Preprocessor(files ?? new MemoryFiles(), definitions ?? new Definitions(), diagnostics);
        var tokens = preprocessor.Run(new SourceText(path, text));
        return new Parsed(new Parser(tokens, diagnostics).ParseConfig(), diagnostics);
    }
}
