using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Dialog;

/// <summary>The event routes of one generation.</summary>
/// <param name="Start">dialog:start.</param>
/// <param name="End">dialog:end.</param>
/// <param name="Failed">dialog:failed.</param>
/// <param name="Timeout">dialog:timeout.</param>
internal sealed record DialogRoutes(EventRoute Start, EventRoute End, EventRoute Failed, EventRoute Timeout);
