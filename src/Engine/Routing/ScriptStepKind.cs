namespace Signalbox.Engine.Routing;

/// <summary>What a step of a script is.</summary>
public enum ScriptStepKind
{
    /// <summary>A route begins.</summary>
    Route,

    /// <summary>A function was called.</summary>
    Call,

    /// <summary>A variable was assigned.</summary>
    Assignment,

    /// <summary><c>exit</c>, <c>drop</c>, <c>return</c> or <c>break</c>.</summary>
    End,
}
