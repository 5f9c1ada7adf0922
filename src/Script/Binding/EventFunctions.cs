using Signalbox.Engine.Catalog;

namespace Signalbox.Script.Binding;

/// <summary>Which function of a script a module's parameters name for an event.</summary>
internal static class EventFunctions
{
    /// <summary>The function of the event's own parameter, else that of the parameter for all events; empty when neither is set.</summary>
    public static string Of(ModuleInstance module, EventDescriptor declared)
    {
        var function = string.Empty;
        foreach (var (name, value) in module.Values)
        {
            if (declared.Callback.Length > 0 && name == declared.Callback)
                return value;

            if (IsOfAll(module.Descriptor, name))
                function = value;
        }

        return function;
    }

    private static bool IsOfAll(ModuleDescriptor module, string parameter)
    {
        foreach (var declared in module.Events)
        {
            if (declared.Callback == parameter)
                return false;
        }

        foreach (var one in module.Parameters)
        {
            if (one.IsEventCallback && one.Name == parameter)
                return true;
        }

        return false;
    }
}
