using Signalbox.Modules.Pv.Api;

namespace Signalbox.Modules.Corex;

/// <summary>What the configuration gives the own Via.</summary>
/// <param name="ServerId">server_id; 0 = not written.</param>
/// <param name="ParametersRoot">xavp_via_params; empty = none.</param>
/// <param name="AddressRoot">xavp_via_fields; empty = none.</param>
/// <param name="Values">Reads the xavps; null without pv.</param>
internal sealed record ViaTexts(int ServerId, string ParametersRoot, string AddressRoot, IStructuredValues? Values);
