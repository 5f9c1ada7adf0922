using Signalbox.Engine.Catalog;

namespace Signalbox.Engine.Configuration;

/// <summary>Finds what differs between two generations and cannot change while the server runs (spec reload §4.4).</summary>
internal static class RestartCheck
{
    /// <summary>One line for each change; empty when a reload can do it all.</summary>
    public static List<string> Compare(Snapshot before, Snapshot after)
    {
        var changes = new List<string>();
        CompareListeners(before.Settings.Listen, after.Settings.Listen, changes);
        foreach (var module in after.Modules)
        {
            // A module that was not loaded before starts fresh, with any parameters.
            if (before.Module(module.Descriptor.Name) is { } old)
                CompareParameters(old, module, changes);
        }

        return changes;
    }

    private static void CompareListeners(List<ListenAddress> before, List<ListenAddress> after, List<string> changes)
    {
        foreach (var line in before)
        {
            if (!Contains(after, line))
                changes.Add($"listen address {Text(line)} was removed or changed");
        }

        foreach (var line in after)
        {
            if (!Contains(before, line))
                changes.Add($"listen address {Text(line)} was added or changed");
        }
    }

    private static bool Contains(List<ListenAddress> lines, ListenAddress wanted)
    {
        foreach (var line in lines)
        {
            // Where it stands in the file does not matter.
            if ((line with { Span = null }).Equals(wanted with { Span = null }))
                return true;
        }

        return false;
    }

    private static string Text(ListenAddress line) => $"{line.Protocol}:{line.Host}:{line.Port}".ToLowerInvariant();

    private static void CompareParameters(ModuleInstance before, ModuleInstance after, List<string> changes)
    {
        foreach (var parameter in after.Descriptor.Parameters)
        {
            if (parameter.Reloadable || ValuesOf(before, parameter.Name) == ValuesOf(after, parameter.Name))
                continue;

            changes.Add($"parameter '{parameter.Name}' of module '{after.Descriptor.Name}' changed");
        }
    }

    private static string ValuesOf(ModuleInstance module, string parameter)
    {
        var values = string.Empty;
        foreach (var (name, value) in module.Values)
        {
            if (name == parameter)
                values += $"{value}\n";
        }

        return values;
    }
}
