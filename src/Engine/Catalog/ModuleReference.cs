using System.Text;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Catalog;

/// <summary>Writes the reference page of a module from its declaration; docs/modules holds the result.</summary>
public static class ModuleReference
{
    /// <summary>The page as Markdown.</summary>
    public static string Write(ModuleDescriptor module)
    {
        var page = new StringBuilder();
        page.Append("# ").Append(module.Name).Append("\n\n").Append(module.Summary).Append('\n');
        page.Append("\nGenerated from the declarations in the source by `signalbox docs`; do not edit.\n");
        if (module.Requires.Count > 0)
            page.Append("\nNeeds: ").AppendJoin(", ", module.Requires).Append(".\n");

        Parameters(page, module);
        Functions(page, module);
        Variables(page, module);
        Table(page, "Transformations", "| name | summary |", module.Transformations, static item => $"| `{{{item.Name}}}` | {Cell(item.Summary)} |");
        Table(page, "Events", "| event route | summary |", module.Events, static item => $"| `event_route[{item.Name}]` | {Cell(item.Summary)} |");
        Table(page, "RPC commands", "| command | summary |", module.Rpcs, static item => $"| `{item.Name}` | {Cell(item.Summary)} |");
        Table(page, "Statistics", "| counter | summary |", module.Statistics, static item => $"| `{item.Name}` | {Cell(item.Summary)} |");
        return page.ToString();
    }

    private static void Parameters(StringBuilder page, ModuleDescriptor module) => Table(
        page,
        "Parameters",
        "| name | type | default | reload | summary |",
        module.Parameters,
        static item => $"| `{item.Name}` | {(item.Kind == ParameterKind.Integer ? "integer" : "string")}{(item.Unit.Length > 0 ? ", " + item.Unit : string.Empty)}{(item.IsRepeatable ? ", repeatable" : string.Empty)} | {Code(item.Default)} | {(item.Reloadable ? "live" : "restart")} | {Cell(item.Summary)}{(item.NoEffect.Length > 0 ? $" No effect here: {Cell(item.NoEffect)}." : string.Empty)} |");

    private static void Functions(StringBuilder page, ModuleDescriptor module) => Table(
        page,
        "Functions",
        "| function | routes | KEMI | summary |",
        module.Functions,
        item => $"| `{Signature(item)}` | {Routes(item.Routes)} | {Kemi(module, item)} | {Cell(item.Summary)} |");

    private static void Variables(StringBuilder page, ModuleDescriptor module) => Table(
        page,
        "Pseudo-variables",
        "| variable | access | summary |",
        module.Variables,
        static item => $"| `${item.Name}{(item.Inner == InnerName.None ? string.Empty : "(…)")}` | {(item.Write is null ? "read" : "read, write")} | {Cell(item.Summary)} |");

    private static void Table<T>(StringBuilder page, string title, string head, IReadOnlyList<T> items, Func<T, string> row)
    {
        if (items.Count == 0)
            return;

        page.Append("\n## ").Append(title).Append("\n\n").Append(head).Append("\n|");
        for (var i = 1; i < head.Split('|').Length - 1; i++)
            page.Append(" --- |");

        page.Append('\n');
        foreach (var item in items)
            page.Append(row(item)).Append('\n');
    }

    private static string Signature(FunctionDescriptor function)
    {
        var text = new StringBuilder(function.Name).Append('(');
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            var parameter = function.Parameters[i];
            text.Append(parameter.IsOptional ? "[" : string.Empty).Append(i > 0 ? ", " : string.Empty).Append(parameter.Name);
            text.Append(parameter.IsOptional ? "]" : string.Empty);
        }

        return text.Append(')').ToString();
    }

    private static string Kemi(ModuleDescriptor module, FunctionDescriptor function)
    {
        if (!function.Surface.HasFlag(Surfaces.Kemi))
            return "—";

        var prefix = module.Implicit ? "KSR." : $"KSR.{module.Name}.";
        var names = function.Kemi.Length == 0 ? [function.Name] : function.Kemi.Split(',');
        var text = new StringBuilder();
        foreach (var name in names)
        {
            var bare = name.Split('/')[0];
            text.Append(text.Length > 0 ? ", " : string.Empty).Append('`').Append(bare.Contains('.', StringComparison.Ordinal) ? "KSR." : prefix).Append(bare).Append('`');
        }

        return text.ToString();
    }

    private static string Routes(RouteKinds routes) => routes switch
    {
        RouteKinds.Any => "any",
        RouteKinds.AnyButOnSend => "any but onsend",
        _ => routes.ToString().ToLowerInvariant(),
    };

    private static string Code(string text) => text.Length == 0 ? string.Empty : $"`{text}`";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
