namespace Signalbox.Modules.Jsonrpcs;

/// <summary>What jsonrpc_exec left for <c>$jsonrpl</c>.</summary>
/// <param name="Outcome">Code and text.</param>
/// <param name="Body">The reply.</param>
internal sealed record JsonResult(JsonOutcome Outcome, string Body);
