using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Planned;

/// <summary>Reads the table of a planned module; README.md beside it says what the columns are.</summary>
internal static class PlannedSurface
{
    private const string Letters = "ROTFBSXV";
    private static readonly RouteKinds[] KindOfLetter =
    [
        RouteKinds.Request, RouteKinds.Reply, RouteKinds.OnReply, RouteKinds.Failure,
        RouteKinds.Branch, RouteKinds.OnSend, RouteKinds.BranchFailure, RouteKinds.Event,
    ];

    /// <summary>The declaration of a module whose functions do nothing.</summary>
    /// <exception cref="FormatException">A row is not of the form.</exception>
    public static ModuleDescriptor Read(string name, TextReader table)
    {
        var summary = string.Empty;
        var parameters = new List<ParameterDescriptor>();
        var functions = new List<FunctionDescriptor>();
        var variables = new List<VariableDescriptor>();
        var transformations = new List<TransformationDescriptor>();
        var events = new List<EventDescriptor>();
        while (table.ReadLine() is { } line)
        {
            switch (line.Split('\t'))
            {
                case ["kind", ..]:
                    break;
                case ["module", _, var text, _]:
                    summary = text;
                    break;
                case ["parameter", var item, var type, _]:
                    parameters.Add(Parameter(item, type));
                    break;
                case ["function", var item, var counts, var routes]:
                    AddFunctions(functions, item, counts, Routes(routes));
                    break;
                case ["variable", var item, var inner, var access]:
                    variables.Add(Variable(item, Enum.Parse<InnerName>(inner, ignoreCase: true), access));
                    break;
                case ["transformation", var item, var counts, _]:
                    transformations.Add(Transformation(item, Counts(counts)));
                    break;
                case ["event", var item, _, _]:
                    events.Add(new EventDescriptor(item, string.Empty, _ => new EventRoute(item)));
                    break;
                default:
                    throw new FormatException($"{name}.tsv: found '{line}', expected four columns of a known kind");
            }
        }

        return new ModuleDescriptor
        {
            Name = name,
            Summary = summary,
            IsPlanned = true,
            Create = static _ => new object(),
            Parameters = parameters,
            Functions = functions,
            Variables = variables,
            Transformations = transformations,
            Events = events,
        };
    }

    private static ParameterDescriptor Parameter(string name, string type) => new()
    {
        Name = name,
        Kind = type is "int" ? ParameterKind.Integer : ParameterKind.Text,
        Set = static (object _, in ScriptValue _) => null,
    };

    /// <summary>Offered to the cfg only: a script finds no such function, rather than one that does nothing.</summary>
    private static void AddFunctions(List<FunctionDescriptor> functions, string name, string counts, RouteKinds routes)
    {
        foreach (var count in Counts(counts))
        {
            functions.Add(new FunctionDescriptor
            {
                Name = name,
                Routes = routes,
                Surface = Surfaces.Cfg,
                MinArity = count,
                Parameters = [.. Enumerable.Range(1, count).Select(static at => new FunctionParameter($"argument{at}", ArgumentKind.Unknown, IsOptional: false, "text"))],
                Invoke = static (_, _, _) => ScriptValue.Of(-1),
            });
        }
    }

    private static VariableDescriptor Variable(string name, InnerName inner, string access) => new()
    {
        Name = name,
        Inner = inner,
        Read = static (object _, RoutingContext _, in VariableKey _) => ScriptValue.Undefined,
        Write = access is "rw" ? static (object _, RoutingContext _, in VariableKey _, in ScriptValue _) => false : null,
    };

    private static TransformationDescriptor Transformation(string name, int[] counts) =>
        new(name, string.Empty, counts[0], counts[^1], static (RoutingContext _, in ScriptValue _, ReadOnlySpan<ScriptValue> _) => ScriptValue.Undefined);

    private static int[] Counts(string counts) => [.. counts.Split('/').Select(static count => int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture))];

    private static RouteKinds Routes(string letters)
    {
        if (letters is "*")
            return RouteKinds.Any;

        var routes = RouteKinds.None;
        foreach (var letter in letters)
            routes |= KindOfLetter[Letters.IndexOf(letter, StringComparison.Ordinal)];

        return routes;
    }
}
