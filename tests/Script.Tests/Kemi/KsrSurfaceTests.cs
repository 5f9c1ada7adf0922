using Signalbox.Engine.Catalog;
using Signalbox.Script.Kemi;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>Compares what scripts see with the functions that the peer lists (app_lua.api_list).</summary>
public sealed class KsrSurfaceTests
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

    private static KemiFunction[] All()
    {
        var modules = Signalbox.Modules.DeclaredModules.All.Concat(Signalbox.Modules.MySql.DeclaredModules.All).Select(static module => new ModuleInstance(module, new object(), span: null));
        return KemiCatalog.Build([.. modules], new FakeVariables());
    }
}
