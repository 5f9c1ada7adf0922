using System.Globalization;
using System.Text;

namespace Signalbox.Engine.Catalog;

/// <summary>Writes the page of the modules that are not written yet; docs/modules/planned.md holds the result.</summary>
public static class PlannedReference
{
    /// <summary>The page as Markdown.</summary>
    public static string Write(IPlannedModules planned)
    {
        var page = new StringBuilder("""
            # Modules that are not written yet

            Known by their names only: `signalbox -c` and `signalbox check` look at the parameters, functions and variables that a cfg
            uses of them and warn; a start or a reload with one of them is refused (CFG0290). Generated from the tables in
            `src/Modules/Planned/Surfaces` by `signalbox docs`; do not edit.

            | module | what it is for | parameters | functions | variables |
            | --- | --- | --- | --- | --- |

            """);
        var names = new List<string>(planned.Names);
        names.Sort(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var module = planned.Find(name)!;
            var functions = new HashSet<string>(StringComparer.Ordinal);
            foreach (var function in module.Functions)
                functions.Add(function.Name);

            page.Append(CultureInfo.InvariantCulture, $"| `{name}` | {module.Summary} | {module.Parameters.Count} | {functions.Count} | {module.Variables.Count} |\n");
        }

        return page.ToString();
    }
}
