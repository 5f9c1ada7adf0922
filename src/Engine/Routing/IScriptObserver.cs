namespace Signalbox.Engine.Routing;

/// <summary>A module that is told what the script does with messages that it wants, for a trace.</summary>
public interface IScriptObserver
{
    /// <summary>A route begins, of any kind. Called for every one, so it has to be quick.</summary>
    /// <param name="context">The message.</param>
    /// <returns>True to be told of its steps.</returns>
    bool Wants(RoutingContext context);

    /// <summary>The script did something. Everything is valid only during the call, which must not wait.</summary>
    void Stepped(RoutingContext context, in ScriptStep step);
}
