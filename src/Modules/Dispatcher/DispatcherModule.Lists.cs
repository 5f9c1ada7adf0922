using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Dispatcher;

/// <content>Questions about sets.</content>
internal sealed partial class DispatcherModule
{
    private const int AllSets = -1;
    private VariableReference? _setIdVariable;
    private VariableReference? _attributesVariable;

    /// <summary>1 the set is there, -1 it is not.</summary>
    [Function("ds_list_exists", Routes = RouteKinds.Any, Summary = "Tells whether a set is in the list.")]
    [Function("ds_list_exist", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Another name of ds_list_exists.")]
    public ReturnCode Exists(RoutingContext context, int set) => ReturnCode.Of(Table.Find(set) is not null);

    /// <summary>1 a destination is in use, -1 none is.</summary>
    [Function("ds_is_active", Kemi = "ds_is_active/1,ds_is_active_uri/2", Routes = RouteKinds.Any, Summary = "Tells whether a destination of a set is in use: any, or the one with the URI.")]
    public ReturnCode IsActive(RoutingContext context, int set, string uri = "")
    {
        if (Table.Find(set) is not { } found)
            return ReturnCode.False;

        if (uri.Length > 0)
            return ReturnCode.Of(found.Find(uri) is { IsUsable: true });

        foreach (var target in found.Targets)
        {
            if (target.IsUsable)
                return ReturnCode.True;
        }

        return ReturnCode.False;
    }

    /// <summary>1 the sender is a destination of any set, -1 it is none.</summary>
    [Function("ds_is_from_list", Kemi = "ds_is_from_lists/0", Routes = RouteKinds.AnyButOnSend, Summary = "Tells whether the sender is a destination of any set; the transport does not matter.")]
    public ReturnCode IsFromLists(RoutingContext context) => IsFromList(context, AllSets);

    /// <summary>1 the sender is a destination of the set, -1 it is none.</summary>
    [Function("ds_is_from_list", Kemi = "ds_is_from_list/1", Routes = RouteKinds.Any, Summary = "Tells whether the sender is a destination of a set, -1 = of any; the transport does not matter.")]
    public ReturnCode IsFromList(RoutingContext context, int set) => Match(context, set, SourceMatch.Of(context, SourceMatch.AnyProtocol));

    /// <summary>1 the sender is a destination of the set, -1 it is none.</summary>
    [Function("ds_is_from_list", Kemi = "ds_is_from_list_mode/2", Routes = RouteKinds.Any, Summary = "As with a set alone; the mode is the sum of 1 any port, 2 any transport, 4 only destinations in use. Without 2 a URI that has no transport is the sender's never.")]
    public ReturnCode IsFromList(RoutingContext context, int set, int mode) => Match(context, set, SourceMatch.Of(context, mode));

    /// <summary>1 the URI is a destination of the set, -1 it is none or cannot be read.</summary>
    [Function("ds_is_from_list", Kemi = "ds_is_from_list_uri/3", Routes = RouteKinds.Any, Summary = "As with set and mode, for address, port and transport of a URI; a host name is looked up.")]
    public ReturnCode IsFromList(RoutingContext context, int set, int mode, string uri)
    {
        if (uri.Length == 0)
            return IsFromList(context, set, mode);

        return SourceMatch.TryRead(uri, mode, names, out var match) ? Match(context, set, match) : ReturnCode.False;
    }

    /// <summary>1 done, -1 the list cannot be used (the old one stays), or the last reload is less than reload_delta ago.</summary>
    [Function("ds_reload", Routes = RouteKinds.Any, Blocking = true, Summary = "Reads the list anew.")]
    public ReturnCode ReloadList(RoutingContext context)
    {
        if (!Switches.TryBeginReload(timers.NowMilliseconds, ReloadSeconds))
        {
            _log.LogError("the list was read less than {Seconds} s ago", ReloadSeconds);
            return ReturnCode.False;
        }

        return ReturnCode.Of(TryReload());
    }

    private bool TryReload()
    {
        if (!_source.TryRead(out var lines, out var problem))
        {
            _log.LogError("the list cannot be used, the old one stays: {Problem}", problem);
            return false;
        }

        Table.Replace(lines, _source.Name);
        _resolver.Start(Table.All);
        return true;
    }

    private ReturnCode Match(RoutingContext context, int set, in SourceMatch match)
    {
        if (set != AllSets)
            return ReturnCode.Of(Table.Find(set) is { } wanted && TryMatch(context, wanted, match, writesSet: false));

        var sets = Table.All;
        for (var i = 0; i < sets.Count; i++)
        {
            if (TryMatch(context, sets[i], match, writesSet: true))
                return ReturnCode.True;
        }

        return ReturnCode.False;
    }

    private bool TryMatch(RoutingContext context, DispatchSet set, in SourceMatch match, bool writesSet)
    {
        foreach (var target in set.Targets)
        {
            if (!match.Is(target))
                continue;

            if (writesSet)
                _setIdVariable?.Write(context, ScriptValue.Of(set.Id));

            if (target.Line.Attributes.Body.Length > 0)
                _attributesVariable?.Write(context, ScriptValue.Of(target.Line.Attributes.Body));

            return true;
        }

        return false;
    }
}
