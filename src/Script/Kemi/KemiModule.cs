namespace Signalbox.Script.Kemi;

/// <summary>The functions of one <c>KSR</c> table with their numbers in the list of all functions.</summary>
internal sealed record KemiModule(string Name, IReadOnlyList<(string Name, int Index)> Functions)
{
    /// <summary>Sorts functions by module; the core (empty name) comes first. The first of two with one name wins.</summary>
    public static IReadOnlyList<KemiModule> Group(KemiFunction[] functions)
    {
        var byModule = new SortedDictionary<string, SortedDictionary<string, int>>(StringComparer.Ordinal);
        for (var i = 0; i < functions.Length; i++)
        {
            var function = functions[i];
            if (!byModule.TryGetValue(function.Module, out var names))
                byModule.Add(function.Module, names = new SortedDictionary<string, int>(StringComparer.Ordinal));

            names.TryAdd(function.Name, i);
        }

        var modules = new List<KemiModule>();
        foreach (var (name, members) in byModule)
            modules.Add(new KemiModule(name, [.. members.Select(member => (member.Key, member.Value))]));

        return modules;
    }
}
