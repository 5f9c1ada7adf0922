using Signalbox.Engine.Control;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>Turns RPC values into records and back.</summary>
internal static class BinrpcValues
{
    /// <summary>Reads the records that are left as parameters.</summary>
    /// <returns>False when the bytes are corrupt; <paramref name="values"/> then holds what came before.</returns>
    public static bool TryReadAll(ref BinrpcReader reader, List<RpcValue> values)
    {
        while (reader.TryRead(out var record))
        {
            if (record.IsEnd || Read(ref reader, record) is not { } value)
                return false;

            values.Add(value);
        }

        return reader.IsComplete;
    }

    /// <summary>Appends a row of a reply.</summary>
    public static void Write(RpcValue value, BinrpcWriter writer)
    {
        switch (value.Kind)
        {
            case RpcKind.Null:
                writer.Text(null);
                break;
            case RpcKind.Integer:
                writer.Integer(value.Number);
                break;
            case RpcKind.Double:
                writer.Number(value.Real);
                break;
            case RpcKind.Text:
                writer.Text(value.ToText());
                break;
            case RpcKind.Array:
                WriteItems(value, writer);
                break;
            default:
                WriteMembers(value, writer);
                break;
        }
    }

    private static RpcValue? Read(ref BinrpcReader reader, BinrpcRecord record)
    {
        switch (record.Type)
        {
            case BinrpcType.Integer:
                return RpcValue.Of(record.Scaled);
            case BinrpcType.Number:
                return RpcValue.OfDouble(record.Scaled / 1000.0);
            case BinrpcType.Structure or BinrpcType.Array:
                return ReadMembers(ref reader, RpcValue.Struct());
            case BinrpcType.Name:
                return null;
            default:
                return RpcValue.Of(record.Text);
        }
    }

    private static RpcValue? ReadMembers(ref BinrpcReader reader, RpcValue structure)
    {
        while (reader.TryRead(out var record))
        {
            if (record.IsEnd)
                return structure;

            var name = string.Empty;
            if (record.Type == BinrpcType.Name)
            {
                name = record.Text;
                if (!reader.TryRead(out record) || record.IsEnd)
                    return null;
            }

            if (Read(ref reader, record) is not { } value)
                return null;

            structure.With(name, value);
        }

        return null;
    }

    private static void WriteMembers(RpcValue structure, BinrpcWriter writer)
    {
        writer.StartStructure();
        foreach (var (name, value) in structure.Members)
        {
            writer.Name(name);
            Write(value, writer);
        }

        writer.EndStructure();
    }

    // The peer has no array on the wire (spec control 1.4): items stand in a structure without names.
    private static void WriteItems(RpcValue array, BinrpcWriter writer)
    {
        writer.StartStructure();
        foreach (var (_, item) in array.Members)
            Write(item, writer);

        writer.EndStructure();
    }
}
