using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Registrar;

/// <summary>A preference that a script set for the contacts of one REGISTER.</summary>
/// <param name="Value">Thousandths, 0 to 1000.</param>
internal sealed record QOverride(int Value)
{
    private static readonly ItemSlot<QOverride> Slot = new();

    /// <summary>The one of a message; null when none was set.</summary>
    public static int? Of(RoutingContext context) => context.Items.Get(Slot)?.Value;

    /// <summary>Sets it for a message.</summary>
    public static void Set(RoutingContext context, int value) => context.Items.Set(Slot, new QOverride(value));
}
