using System.Globalization;
using Signalbox.Engine.Catalog;

namespace Signalbox.Script.Kemi;

/// <summary>Makes the <c>KSR</c> functions of one generation from what its modules declare.</summary>
internal sealed class KemiCatalog(IKemiVariables variables)
{
    // Functions of this module stand directly under KSR.
    private const string CoreModule = "core";
    private readonly Dictionary<(string Module, string Name), List<(int Count, CatalogOverload Overload)>> _found = [];
    private int _parameters;

    /// <summary>All functions of the modules, and those that belong to the script interface itself.</summary>
    public static KemiFunction[] Build(IReadOnlyList<ModuleInstance> modules, IKemiVariables variables)
    {
        var catalog = new KemiCatalog(variables);
        var ofCfg = new List<CatalogOverload>();
        foreach (var module in modules)
        {
            foreach (var function in module.Descriptor.Functions)
            {
                var overload = new CatalogOverload(module.Instance, function, catalog.Converters(function));
                if (function.Surface.HasFlag(Surfaces.Kemi))
                    catalog.Add(module.Descriptor.Name, overload);

                if (function.Surface.HasFlag(Surfaces.Cfg))
                    ofCfg.Add(overload);
            }
        }

        return [.. VariableFunctions.All(variables), new RouteFunction(), new DropFunction(), new ModuleCallFunction([.. ofCfg]), .. catalog.Functions()];
    }

    private void Add(string module, CatalogOverload overload)
    {
        var function = overload.Function;
        if (function.Kemi.Length == 0)
        {
            Add(module, function.Name, function.MinArity, function.MaxArity, overload);
            return;
        }

        foreach (var alias in function.Kemi.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            AddAlias(module, alias, overload);
    }

    private void AddAlias(string module, string alias, CatalogOverload overload)
    {
        var (least, most) = (overload.Function.MinArity, overload.Function.MaxArity);
        if (alias.IndexOf('/') is var slash and > 0)
        {
            least = most = int.Parse(alias.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture);
            alias = alias[..slash];
        }

        var dot = alias.IndexOf('.');
        Add(dot < 0 ? module : alias[..dot], alias[(dot + 1)..], least, most, overload);
    }

    private void Add(string module, string name, int least, int most, CatalogOverload overload)
    {
        var key = (module == CoreModule ? string.Empty : module, name);
        if (!_found.TryGetValue(key, out var overloads))
            _found.Add(key, overloads = []);

        for (var count = least; count <= Math.Min(most, KemiFunction.MaxArguments); count++)
            overloads.Add((count, overload));
    }

    private CatalogParameter?[] Converters(FunctionDescriptor function) =>
        [.. function.Parameters.Select(parameter => ParserOf(parameter) is { } parse ? new CatalogParameter(_parameters++, parse) : null)];

    private ArgumentParser? ParserOf(FunctionParameter parameter) => parameter.Kind switch
    {
        ArgumentKind.Variable => (string text, out object? value, out string error) =>
        {
            var variable = variables.Bind(text, out error);
            value = variable;
            return variable is not null && MayTake(parameter, variable, ref error);
        },
        ArgumentKind.Variables => (string text, out object? value, out string error) =>
        {
            var all = variables.BindAll(text, out error);
            value = all;
            return all is not null && MayTake(parameter, Array.Find(all, static one => !one.IsWritable) ?? all[0], ref error);
        },
        ArgumentKind.Parts => (string text, out object? value, out string error) =>
        {
            value = null;
            return variables.Split(text, out error) is { } parts && parameter.ParseParts!(parts, out value, out error);
        },
        _ => parameter.Parse,
    };

    private static bool MayTake(FunctionParameter parameter, VariableReference variable, ref string error)
    {
        if (variable.IsWritable || !parameter.IsAssigned)
            return true;

        error = $"'{variable.Text}' is read-only";
        return false;
    }

    private IEnumerable<KemiFunction> Functions()
    {
        foreach (var ((module, name), overloads) in _found)
        {
            var most = overloads.Max(static one => one.Count);
            var byCount = new CatalogOverload?[most + 1];
            foreach (var (count, overload) in overloads)
                byCount[count] ??= overload;

            var longest = byCount[most]!.Function;
            yield return new CatalogFunction(module, name, ReturnOf(longest), byCount, [.. longest.Parameters.Take(most).Select(TypeOf)])
            {
                ParameterNames = [.. longest.Parameters.Take(most).Select(static parameter => parameter.Name)],
                Summary = longest.Summary,
            };
        }
    }

    // A converter is text to scripts, unless its name says that it takes a number (FlagNumber), as in the peer's lists.
    private static KemiType TypeOf(FunctionParameter parameter) =>
        parameter.Kind == ArgumentKind.Integer || parameter.TypeName.EndsWith("Number", StringComparison.Ordinal)
            ? KemiType.Integer
            : KemiType.Text;

    private static KemiReturn ReturnOf(FunctionDescriptor function) => function.KemiReturn switch
    {
        "bool" => KemiReturn.Boolean,
        "none" => KemiReturn.None,
        "value" => KemiReturn.Value,
        _ => KemiReturn.Integer,
    };
}
