using Signalbox.Engine.Catalog;

namespace Signalbox.Engine.Configuration;

/// <summary>Finds what differs between two generations and what a reload can do about it (spec reload §4.4).</summary>
internal static class GenerationDiff
{
    // Secrets are nobody's business who may only ask for a difference.
    private const string Hidden = "***";
    private static readonly string[] SecretWords = ["url", "secret", "password", "token", "auth_key"];

    /// <summary>All differences: routes and scripts, modules, parameters, listeners and names.</summary>
    public static List<ReloadChange> Compare(Snapshot before, Snapshot after)
    {
        var changes = new List<ReloadChange>();
        CompareTexts(before.Parts, after.Parts, changes);
        CompareModules(before, after, changes);
        CompareGiven(ChangeKind.CoreParameter, string.Empty, before.Settings.Given, after.Settings.Given, changes);
        foreach (var module in after.Modules)
        {
            // A module that was not loaded before starts fresh, with any parameters.
            if (before.Module(module.Descriptor.Name) is { } old)
                CompareGiven(ChangeKind.Parameter, $"{module.Descriptor.Name}.", old.Given, module.Given, changes);
        }

        CompareSets(ChangeKind.Listener, before.Settings.Listen.ConvertAll(Text), after.Settings.Listen.ConvertAll(Text), changes);
        CompareSets(ChangeKind.Alias, before.Settings.Aliases.ConvertAll(Text), after.Settings.Aliases.ConvertAll(Text), changes);
        return changes;
    }

    private static void CompareTexts(
        IReadOnlyDictionary<(ChangeKind Kind, string Name), string> before, IReadOnlyDictionary<(ChangeKind Kind, string Name), string> after, List<ReloadChange> changes)
    {
        foreach (var (key, digest) in after)
        {
            if (!before.TryGetValue(key, out var old))
                changes.Add(new ReloadChange(key.Kind, key.Name, ChangeClass.Live, null, string.Empty));
            else if (old != digest)
                changes.Add(new ReloadChange(key.Kind, key.Name, ChangeClass.Live, string.Empty, string.Empty));
        }

        foreach (var key in before.Keys)
        {
            if (!after.ContainsKey(key))
                changes.Add(new ReloadChange(key.Kind, key.Name, ChangeClass.Live, string.Empty, null));
        }
    }

    private static void CompareModules(Snapshot before, Snapshot after, List<ReloadChange> changes)
    {
        foreach (var module in after.Modules)
        {
            if (before.Module(module.Descriptor.Name) is null)
                changes.Add(new ReloadChange(ChangeKind.Module, module.Descriptor.Name, ChangeClass.Live, null, string.Empty));
        }

        foreach (var module in before.Modules)
        {
            if (after.Module(module.Descriptor.Name) is null)
                changes.Add(new ReloadChange(ChangeKind.Module, module.Descriptor.Name, ChangeClass.Live, string.Empty, null));
        }
    }

    private static void CompareGiven(ChangeKind kind, string prefix, List<GivenValue> before, List<GivenValue> after, List<ReloadChange> changes)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (parameter, _, _) in (List<GivenValue>)[.. before, .. after])
        {
            if (!seen.Add(parameter.Name))
                continue;

            var (old, next) = (TextOf(before, parameter.Name), TextOf(after, parameter.Name));
            if (old == next)
                continue;

            var isSecret = IsSecret(parameter.Name);
            changes.Add(new ReloadChange(kind, prefix + parameter.Name, ClassOf(parameter), isSecret ? Mask(old) : old, isSecret ? Mask(next) : next) { Span = SpanOf(after, parameter.Name) });
        }
    }

    private static ChangeClass ClassOf(ParameterDescriptor parameter)
    {
        if (parameter.NoEffect.Length > 0)
            return ChangeClass.Ignored;

        return parameter.Reloadable ? ChangeClass.Live : ChangeClass.NeedsRestart;
    }

    private static bool IsSecret(string name) => Array.Exists(SecretWords, word => name.Contains(word, StringComparison.Ordinal));

    private static string? Mask(string? value) => value is null ? null : Hidden;

    private static string? TextOf(List<GivenValue> given, string name)
    {
        string? text = null;
        foreach (var (parameter, value, _) in given)
        {
            if (parameter.Name == name)
                text = parameter.IsRepeatable && text is not null ? $"{text}\n{value.ToText()}" : value.ToText();
        }

        return text;
    }

    private static Diagnostics.SourceSpan? SpanOf(List<GivenValue> given, string name)
    {
        var last = given.FindLastIndex(one => one.Parameter.Name == name);
        return last < 0 ? null : given[last].Span;
    }

    private static void CompareSets(ChangeKind kind, List<string> before, List<string> after, List<ReloadChange> changes)
    {
        foreach (var name in before)
        {
            if (!after.Contains(name))
                changes.Add(new ReloadChange(kind, name, ChangeClass.Live, string.Empty, null));
        }

        foreach (var name in after)
        {
            if (!before.Contains(name))
                changes.Add(new ReloadChange(kind, name, ChangeClass.Live, null, string.Empty));
        }
    }

    private static string Text(ListenAddress line)
    {
        var advertised = line.AdvertisedHost is null ? string.Empty : $" advertise {line.AdvertisedHost}:{line.AdvertisedPort}";
        var name = line.Name.Length == 0 ? string.Empty : $" name \"{line.Name}\"";
        var transport = line.Protocol == Transport.TransportProtocol.None ? "*" : line.Protocol.ToString().ToLowerInvariant();
        return $"{transport}:{line.Host}:{line.Port}{advertised}{name}{(line.IsVirtual ? " virtual" : string.Empty)}";
    }

    private static string Text(HostAlias alias) => $"{(alias.Protocol == Transport.TransportProtocol.None ? "*" : alias.Protocol.ToString().ToLowerInvariant())}:{alias.Host}:{alias.Port}";
}
