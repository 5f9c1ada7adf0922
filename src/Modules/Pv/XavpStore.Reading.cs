using Signalbox.Engine.Buffers;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content>What other modules read.</content>
internal sealed partial class XavpStore
{
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
