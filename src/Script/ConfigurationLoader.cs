using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Binding;
using Signalbox.Script.Parsing;
using Signalbox.Script.Syntax;
using Signalbox.Script.Text;

namespace Signalbox.Script;

/// <summary>Makes snapshots from a cfg file: reads, parses, binds and compiles it anew each time.</summary>
public sealed class ConfigurationLoader : IConfigurationSource
{
    private readonly ModuleCatalog _catalog;
    private readonly ModuleServices _services;
    private readonly LoaderOptions _options;
    private readonly ISourceFiles _files;

    /// <summary>Creates a loader.</summary>
    /// <param name="catalog">All modules of this build; the entry <c>core-settings</c> declares the core parameters.</param>
    /// <param name="services">What modules are made from; holds at least an <see cref="IScriptLog"/>.</param>
    /// <param name="options">File and command line.</param>
    public ConfigurationLoader(ModuleCatalog catalog, ModuleServices services, LoaderOptions options)
        : this(catalog, services, options, new DiskFiles())
    {
    }

    internal ConfigurationLoader(ModuleCatalog catalog, ModuleServices services, LoaderOptions options, ISourceFiles files)
    {
        _catalog = catalog;
        _services = services;
        _options = options;
        _files = files;
    }

    /// <inheritdoc />
    public Snapshot? Load(int generation, DiagnosticBag diagnostics) => Load(new LoadRequest(generation), diagnostics);

    /// <inheritdoc />
    public Snapshot? Load(LoadRequest request, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        var snapshot = LoadUnsorted(request, found);
        foreach (var item in SourceOrder.Sort(found.Items))
            diagnostics.Add(item);

        if (found.HasMore || found.IsFull)
            diagnostics.Add(TextRules.TooManyFindings, null, string.Empty, DiagnosticBag.MaxKept, DiagnosticBag.MaxKept);

        return snapshot;
    }

    /// <summary>The text of the configuration after includes and conditional lines; null when the file cannot be read.</summary>
    /// <param name="diagnostics">Gets what is wrong with the preprocessor's lines.</param>
    public string? Print(DiagnosticBag diagnostics)
    {
        var preprocessor = Prepare(_files, new Definitions(), diagnostics);
        return Preprocess(_files, preprocessor, diagnostics) is null ? null : preprocessor.Printed;
    }

    private Preprocessor Prepare(ISourceFiles files, Definitions definitions, DiagnosticBag diagnostics)
    {
        foreach (var define in _options.Defines)
            definitions.SetFromCommandLine(define);

        var preprocessor = new Preprocessor(files, definitions, diagnostics);
        foreach (var (kind, rule) in _options.Substitutions)
            preprocessor.AddSubstitution(kind, rule, null);

        return preprocessor;
    }

    private IReadOnlyList<Token>? Preprocess(ISourceFiles files, Preprocessor preprocessor, DiagnosticBag diagnostics)
    {
        if (files.Read(_options.Path, out var reason) is { } text)
            return preprocessor.Run(new SourceText(_options.Path, text));

        diagnostics.Add(TextRules.FileNotFound, null, string.Empty, _options.Path, reason);
        return null;
    }

    private Snapshot? LoadUnsorted(LoadRequest request, DiagnosticBag diagnostics)
    {
        var files = new SourceRecorder(_files, request.Files, request.Tried);
        var definitions = new Definitions();
        var preprocessor = Prepare(files, definitions, diagnostics);
        if (Preprocess(files, preprocessor, diagnostics) is not { } tokens)
            return null;

        var config = new Parser(tokens, diagnostics).ParseConfig();
        var scope = new BindingScope(_catalog, _services, definitions, diagnostics) { Dialect = preprocessor.Dialect };
        var listen = Parse(_options.Listen.Select(static address => $"listen={address}"), diagnostics);
        List<ItemSyntax> items = [.. listen, .. config.Items, .. Parse(_options.Lines, diagnostics)];
        var snapshot = new ConfigurationBinder(scope, _options, files, request.Keep).Bind(new ConfigSyntax(config.Span, items), request.Generation);
        if (snapshot is not null)
            snapshot.Settings.Defines = [.. definitions.Items.Values.Select(static item => (item.Name, item.Value))];

        return snapshot;
    }

    private List<ItemSyntax> Parse(IEnumerable<string> lines, DiagnosticBag diagnostics)
    {
        var items = new List<ItemSyntax>();
        foreach (var line in lines)
        {
            var tokens = new Preprocessor(_files, new Definitions(), diagnostics).Run(new SourceText("command line", line));
            items.AddRange(new Parser(tokens, diagnostics).ParseConfig().Items);
        }

        return items;
    }
}
