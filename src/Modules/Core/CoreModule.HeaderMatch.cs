using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Core;

/// <content><c>KSR.hdr.match_content</c>.</content>
internal sealed partial class CoreModule
{
    private const int MaxHeaders = 1024;

    [Function("hdr_match_content", Surface = Surfaces.Kemi, Kemi = "hdr.match_content", Routes = RouteKinds.Any, Summary = "True when a header's value matches: name, operator (eq ne, sw sn begins, in ni contains, re rn expression; the second of each is its opposite), text, which header (f first, l last, a all, o any one).")]
    public static bool MatchHeader(RoutingContext context, string name, string operation, string wanted, string which)
    {
        var count = 0;
        var matched = 0;
        var isLast = false;
        for (; count < MaxHeaders && HeaderEdits.Value(context, Engine.Values.Latin1.ToBytes(name), count) is { IsDefined: true } value; count++)
        {
            isLast = Matches(value.ToText(), operation, wanted);
            matched += isLast ? 1 : 0;
            if (which == "f")
                return isLast;
        }

        return which switch
        {
            "l" => isLast,
            "a" => count > 0 && matched == count,
            "o" => matched > 0,
            _ => false,
        };
    }

    private static bool Matches(string value, string operation, string wanted) => operation switch
    {
        "eq" => value == wanted,
        "ne" => value != wanted,
        "sw" => value.StartsWith(wanted, StringComparison.Ordinal),
        "sn" => !value.StartsWith(wanted, StringComparison.Ordinal),
        "in" => value.Contains(wanted, StringComparison.Ordinal),
        "ni" => !value.Contains(wanted, StringComparison.Ordinal),
        "re" => MatchesExpression(value, wanted),
        "rn" => !MatchesExpression(value, wanted),
        _ => false,
    };

    private static bool MatchesExpression(string value, string wanted) =>
        ScriptRegex.TryParse(wanted, out var expression, out _) && RegexMatches.IsMatch(expression.Regex, Engine.Values.Latin1.ToBytes(value));
}
