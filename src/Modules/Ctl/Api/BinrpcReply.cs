using Signalbox.Engine.Control;

namespace Signalbox.Modules.Ctl.Api;

/// <summary>What a server answered: values, or a code and its text.</summary>
/// <param name="Records">The records of a reply in wire order; empty for a fault.</param>
/// <param name="FaultCode">0 for a reply, else the code of the fault, e.g. 500.</param>
/// <param name="FaultText">The reason of a fault; empty for a reply.</param>
public sealed record BinrpcReply(IReadOnlyList<BinrpcRecord> Records, int FaultCode, string FaultText)
{
    /// <summary>True when the server refused.</summary>
    public bool IsFault => FaultCode != 0;

    /// <summary>The values as a tree: structures whose members have no names are arrays, those whose names repeat are lists.</summary>
    public IReadOnlyList<RpcValue> ToRows()
    {
        var rows = RpcValue.Array();
        var position = 0;
        while (position < Records.Count)
            rows.Item(Take(ref position));

        return rows.Members.Select(static row => row.Value).ToList();
    }

    private RpcValue Take(ref int position)
    {
        var record = Records[position++];
        return record.Type switch
        {
            BinrpcType.Integer => RpcValue.Of(record.Scaled),
            BinrpcType.Number => RpcValue.OfDouble(record.Scaled / 1000.0),
            BinrpcType.Structure or BinrpcType.Array => TakeMembers(ref position),
            _ => RpcValue.Of(record.Text),
        };
    }

    private RpcValue TakeMembers(ref int position)
    {
        var members = new List<(string Name, RpcValue Value)>();
        while (position < Records.Count && !Records[position].IsEnd)
        {
            var name = Records[position].Type == BinrpcType.Name ? Records[position++].Text : string.Empty;
            if (position < Records.Count && !Records[position].IsEnd)
                members.Add((name, Take(ref position)));
        }

        position++;
        var all = members.Count > 0 && members[0].Name.Length == 0 ? RpcValue.Array()
            : members.Select(static member => member.Name).Distinct(StringComparer.Ordinal).Count() < members.Count ? RpcValue.List()
            : RpcValue.Struct();
        foreach (var (name, value) in members)
            all.With(name, value);

        return all;
    }
}
