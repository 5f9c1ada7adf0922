using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;
using Signalbox.Modules.Pv.Api;

namespace Signalbox.Modules.Pv;

/// <content>What other modules read.</content>
internal sealed partial class XavpStore
{
    /// <summary>The fields of a root by name, of those of one name the newest; null when there is no such root.</summary>
    public ScriptTable? Table(string name, int place)
    {
        lock (_gate)
        {
            if (Root(new XavpKey(name, VariableIndex.Of(place), null, VariableIndex.None)) is not { } root)
                return null;

            var table = new ScriptTable();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (field, value) in root.Fields)
            {
                if (seen.Add(field))
                    table.Add(field, value);
            }

            return table;
        }
    }

    /// <summary>Turns the roots of a name so that the one with that number is the newest; false when there is none or one.</summary>
    public bool Rotate(string name, int first)
    {
        lock (_gate)
        {
            var all = _roots.FindAll(root => Same(root.Name, name));
            if (all.Count < 2)
                return false;

            var from = (int)(((long)first % all.Count + all.Count) % all.Count);
            var next = 0;
            for (var i = 0; i < _roots.Count; i++)
            {
                if (Same(_roots[i].Name, name))
                    _roots[i] = all[(from + next++) % all.Count];
            }

            return true;
        }
    }

    /// <summary>A copy of all roots, newest first.</summary>
    public IReadOnlyList<StructuredValue> CopyAll()
    {
        lock (_gate)
            return [.. _roots.Select(static root => new StructuredValue(root.Name, root.Value, [.. root.Fields]))];
    }

    /// <summary>The newest field of a name in the newest root of a name; undefined when there is none.</summary>
    public ScriptValue Read(string name, string field)
    {
        lock (_gate)
        {
            foreach (var root in _roots)
            {
                if (!Same(root.Name, name))
                    continue;

                foreach (var (known, value) in root.Fields)
                {
                    if (Same(known, field))
                        return value;
                }

                break;
            }
        }

        return ScriptValue.Undefined;
    }

    /// <summary>Writes the fields of the newest root of a name as <c>;field=value</c>, newest first.</summary>
    public void WriteParameters(string name, ByteWriter output)
    {
        lock (_gate)
        {
            foreach (var root in _roots)
            {
                if (!Same(root.Name, name))
                    continue;

                foreach (var (field, value) in root.Fields)
                {
                    output.Write((byte)';');
                    ScriptValue.Of(field).WriteTo(output);
                    output.Write((byte)'=');
                    value.WriteTo(output);
                }

                return;
            }
        }
    }
}
