using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Files;

namespace Signalbox.Modules.Permissions;

/// <summary>Pairs of rule files by their names, each read once; a reload of the configuration reads them again.</summary>
/// <param name="log">Takes what is wrong with a file.</param>
internal sealed class RuleFiles(ILogger log)
{
    // Names may come from a message.
    private const int MaxKept = 256;
    private readonly ConcurrentDictionary<(string Allow, string Deny), RulePair> _pairs = new();

    /// <summary>The rules of two files; one that is not there has no rules.</summary>
    public RulePair Get(string allow, string deny)
    {
        if (_pairs.TryGetValue((allow, deny), out var known))
            return known;

        var pair = new RulePair(Read(allow), Read(deny));
        if (_pairs.Count < MaxKept)
            _pairs.TryAdd((allow, deny), pair);

        return pair;
    }

    private List<UriRule> Read(string path)
    {
        var rules = new List<UriRule>();
        try
        {
            var number = 0;
            foreach (var line in path.Length > 0 && Path.Exists(path) ? PlainFile.ReadLines(path) : [])
            {
                number++;
                if (UriRule.TryParse(line, out var rule, out var error))
                    rules.Add(rule);
                else if (error.Length > 0)
                    log.LogError("{Path}:{Line}: {Problem}", path, number, error);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            log.LogError("cannot read {Path}: {Problem}", path, error.Message);
        }

        return rules;
    }
}
