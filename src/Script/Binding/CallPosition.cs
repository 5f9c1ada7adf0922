using System.Globalization;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;

namespace Signalbox.Script.Binding;

/// <summary>Makes the positions that calls leave behind for observers.</summary>
internal static class CallPosition
{
    /// <summary>The position of a call.</summary>
    /// <param name="function">What is called.</param>
    /// <param name="block">Kind of the route around it.</param>
    /// <param name="route">Name of the route; empty for the main one.</param>
    /// <param name="span">Where the call stands.</param>
    public static ScriptPosition Of(string function, RouteKinds block, string route, SourceSpan span)
    {
        var isMain = route is "" or "0";
        var word = isMain && block == RouteKinds.Request ? "request_route" : RouteWords.Word(block);
        var place = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(span.Source.Path)}:{span.Line}");
        return new ScriptPosition(function, isMain ? word : $"{word}[{route}]", place) { Path = span.Source.Path, Line = span.Line };
    }
}
