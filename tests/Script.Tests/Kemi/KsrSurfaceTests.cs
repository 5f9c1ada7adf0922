using Signalbox.Engine.Catalog;
using Signalbox.Script.Kemi;
using Signalbox.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>Compares what scripts see with the functions that the peer lists (app_lua.api_list).</summary>
public sealed class KsrSurfaceTests(ITestOutputHelper output)
{
    private static readonly string[] Columns = ["p1", "p2", "p3", "p4", "p5", "p6"];

    [Fact]
    public void Functions_that_the_peer_has_take_and_give_the_same_types()
    {
        var peer = TableFile.Rows("Cases/kemi-functions.tsv").ToDictionary(
            static row => (row["module"], row["name"]),
            static row => $"{row["ret"]}({string.Join(", ", Columns.Select(column => row[column]).Where(static type => type.Length > 0))})");
        var wrong = new List<string>();
        foreach (var function in All())
        {
            var ours = KemiListing.Describe(function);
            var module = ours.Module.Length == 0 ? "core" : ours.Module;
            var signature = $"{ours.Returns}({(ours.Parameters == "none" ? string.Empty : ours.Parameters)})";
            if (peer.TryGetValue((module, ours.Name), out var theirs) && theirs != signature && !theirs.Contains("any", StringComparison.Ordinal))
                wrong.Add($"{module}.{ours.Name}: peer {theirs}, ours {signature}");
        }

        wrong.Sort(StringComparer.Ordinal);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_function_of_a_module_that_is_here_can_be_called()
    {
        var here = All().Select(static function => KemiListing.Describe(function)).Select(static one => (one.Module.Length == 0 ? "core" : one.Module, one.Name)).ToHashSet();
        var modules = Signalbox.Modules.DeclaredModules.All.Concat(Signalbox.Modules.MySql.DeclaredModules.All).Select(static module => module.Name).ToHashSet(StringComparer.Ordinal);
        var missing = new List<string>();
        var elsewhere = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in TableFile.Rows("Cases/kemi-functions.tsv"))
        {
            var key = (row["module"], row["name"]);
            if (!modules.Contains(Owner(row["module"])))
                elsewhere[row["module"]] = elsewhere.GetValueOrDefault(row["module"]) + 1;
            else if (!here.Contains(key) && !IsOfLanguage(key))
                missing.Add($"{key.Item1}.{key.Item2} ({row["source"]})");
        }

        output.WriteLine($"of modules that are not here: {string.Join(", ", elsewhere.Select(static pair => $"{pair.Key} {pair.Value}"))}");
        Assert.True(missing.Count == 0, string.Join('\n', missing));
        Assert.NotEmpty(elsewhere);
    }

    // KSR.kx and KSR.pvx are tables of modules with other names.
    private static string Owner(string module) => module switch
    {
        "kx" => "kemix",
        "pvx" or "x" => "pv",
        "hdr" => "core",
        _ => module,
    };

    // exit and drop raise their error in the language itself.
    private static bool IsOfLanguage((string Module, string Name) key) => key is ("x", "exit") or ("x", "drop") or ("x", "probe");

    private static KemiFunction[] All()
    {
        var modules = Signalbox.Modules.DeclaredModules.All.Concat(Signalbox.Modules.MySql.DeclaredModules.All).Select(static module => new ModuleInstance(module, new object(), span: null));
        return KemiCatalog.Build([.. modules], new FakeVariables());
    }
}
