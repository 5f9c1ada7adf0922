using System.Security.Cryptography;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Values;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>Digests of routes and scripts. A route is taken as it prints itself: comments, blank lines and places do not count.</summary>
internal static class SourceParts
{
    /// <summary>The parts of a configuration by kind and name.</summary>
    public static Dictionary<(ChangeKind Kind, string Name), string> Of(ConfigSyntax config, IReadOnlyDictionary<string, string> scripts)
    {
        var parts = new Dictionary<(ChangeKind Kind, string Name), string>();
        foreach (var route in config.Items.OfType<RouteSyntax>())
        {
            var (kind, name) = RouteWords.Of(route.Keyword.Text, route.Name?.Text);
            var key = (ChangeKind.Route, RouteWords.Say(kind, name));

            // Several blocks of the main route are one.
            parts[key] = parts.GetValueOrDefault(key) + Digest(route.Body.ToString());
        }

        foreach (var (path, text) in scripts)
            parts[(ChangeKind.Script, path)] = Digest(text);

        return parts;
    }

    private static string Digest(string text) => Convert.ToHexString(SHA256.HashData(Latin1.ToBytes(text)));
}
