using Signalbox.Engine.Catalog;
using Xunit;

namespace Signalbox.Modules.Tests.TraceFamily;

/// <summary>
/// The names of siptrace, sipcapture and sipdump that the catalogue declares, against those that specifications and seeds
/// list. What is not there yet stands in trace-names-not-yet.tsv with its owner.
/// </summary>
public sealed class TraceNameTests
{
    private static readonly string[] Modules = ["siptrace", "sipcapture", "sipdump"];

    [Fact]
    public void No_name_is_missing_but_those_that_are_not_there_yet()
    {
        var declared = Modules.SelectMany(static name => Declared(DeclaredModules.All.Single(module => module.Name == name))).ToHashSet(StringComparer.Ordinal);
        var missing = Read("trace-names.tsv").Where(name => !declared.Contains(name) && !IsVariable(name));

        // Both ways: a line whose name has been declared since must go.
        Assert.Equal(Read("trace-names-not-yet.tsv").Order(StringComparer.Ordinal), missing.Order(StringComparer.Ordinal));
    }

    private static List<string> Read(string file) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", file)).Where(static line => line.Length > 0 && !line.StartsWith('#'))
            .Select(static line => string.Join(' ', line.Split('\t')[..3])),
    ];

    /// <summary>A variable is declared when a module has it and takes the inner name.</summary>
    private static bool IsVariable(string name)
    {
        var cells = name.Split(' ');
        if (cells[1] != "variable")
            return false;

        var (outer, inner) = cells[2].Split('(') is [var first, var second] ? (first, second.TrimEnd(')')) : (cells[2], string.Empty);
        var variable = DeclaredModules.All.Single(module => module.Name == cells[0]).Variables.FirstOrDefault(one => one.Name == outer);
        return variable is not null && (variable.ParseInner is not { } parse || (parse(inner, out var error) is not null && error is null));
    }

    private static IEnumerable<string> Declared(ModuleDescriptor module)
    {
        foreach (var parameter in module.Parameters)
            yield return $"{module.Name} parameter {parameter.Name}";

        foreach (var function in module.Functions)
        {
            for (var arity = function.MinArity; arity <= function.MaxArity && function.Surface.HasFlag(Surfaces.Cfg); arity++)
                yield return $"{module.Name} function {function.Name}/{arity}";

            if (!function.Surface.HasFlag(Surfaces.Kemi))
                continue;

            yield return $"{module.Name} kemi {function.Name}";
            foreach (var alias in function.Kemi.Split(',', StringSplitOptions.RemoveEmptyEntries))
                yield return $"{module.Name} kemi {alias.Split('/')[0]}";
        }

        foreach (var rpc in module.Rpcs)
            yield return $"{module.Name} rpc {rpc.Name}";

        foreach (var one in module.Events)
            yield return $"{module.Name} event {one.Name}";

        foreach (var statistic in module.Statistics)
            yield return $"{module.Name} statistic {statistic.Name}";
    }
}
