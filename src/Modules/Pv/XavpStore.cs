using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <summary>
/// Structured values of a message or transaction: a stack of roots per name, each with stacks of fields. Replies of a
/// transaction share the store of its request, hence the lock.
/// </summary>
/// <param name="comparison">How names are compared.</param>
/// <param name="isUnique">True when assigning replaces instead of adding.</param>
internal sealed class XavpStore(StringComparison comparison, bool isUnique)
{
    private const int MaxRoots = 1024;
    private const int MaxFields = 1024;
    private readonly Lock _gate = new();
    private readonly List<XavpItem> _roots = [];

    /// <summary>The store of the transaction when the message shares its values, else that of the message.</summary>
    public static XavpStore? Find(RoutingContext context, ItemSlot<XavpStore> slot) =>
        (context.SharesValues ? context.Transaction!.Request.Items.Get(slot) : null) ?? context.Items.Get(slot);

    /// <summary>A value; undefined when it is missing. A root with fields reads as a mark.</summary>
    public ScriptValue Get(XavpKey key)
    {
        lock (_gate)
        {
            if (Root(key) is not { } root)
                return ScriptValue.Undefined;

            if (key.Key is null)
                return root.Value.IsDefined ? root.Value : root.Mark;

            var index = Field(root, key);
            return index < 0 ? ScriptValue.Undefined : root.Fields[index].Value;
        }
    }

    /// <summary>How many roots of a name, or fields of a root, there are.</summary>
    public int Count(XavpKey key)
    {
        lock (_gate)
        {
            if (key.Key is null)
                return _roots.Count(root => Same(root.Name, key.Root));

            return Root(key) is { } root ? root.Fields.Count(field => Same(field.Name, key.Key)) : 0;
        }
    }

    /// <summary>Assigns; undefined removes. False when the store is full.</summary>
    public bool Set(XavpKey key, in ScriptValue value)
    {
        var kept = value.Detach();
        lock (_gate)
            return key.Key is null ? SetRoot(key, kept) : SetField(key, key.Key, kept);
    }

    /// <summary>Puts a root with fields on top; undefined values are left out. False when the store is full.</summary>
    public bool Push(string name, ReadOnlySpan<string> fields, ReadOnlySpan<ScriptValue> values)
    {
        var item = new XavpItem(name, default);
        for (var i = 0; i < Math.Min(fields.Length, MaxFields); i++)
        {
            if (values[i].IsDefined)
                item.Fields.Add((fields[i], values[i].Detach()));
        }

        lock (_gate)
            return PushNew(item);
    }

    /// <summary>Puts a root with fields on top, or in the place of the one with that number. False when the store is full or has no such root.</summary>
    public bool Put(string name, List<(string Name, ScriptValue Value)> fields, int? place = null)
    {
        var item = new XavpItem(name, default);
        foreach (var (field, value) in fields.GetRange(0, Math.Min(fields.Count, MaxFields)))
            item.Fields.Add((field, value.Detach()));

        lock (_gate)
        {
            if (place is not { } number)
                return PushNew(item);

            if (Root(new XavpKey(name, VariableIndex.Of(number), null, VariableIndex.None)) is not { } old)
                return false;

            _roots[_roots.IndexOf(old)] = item;
            return true;
        }
    }

    /// <summary>Adds the fields of a root, newest first; false when there is no such root.</summary>
    public bool CopyFields(string name, int place, List<(string Name, ScriptValue Value)> fields)
    {
        lock (_gate)
        {
            if (Root(new XavpKey(name, VariableIndex.Of(place), null, VariableIndex.None)) is not { } root)
                return false;

            fields.AddRange(root.Fields);
            return true;
        }
    }

    /// <summary>All roots, newest first, as <c>name=value</c> or <c>name=>field=value</c>.</summary>
    public List<string> Describe()
    {
        var lines = new List<string>();
        lock (_gate)
        {
            foreach (var root in _roots)
            {
                if (root.Fields.Count == 0)
                    lines.Add($"{root.Name}={root.Value}");

                lines.AddRange(root.Fields.ConvertAll(field => $"{root.Name}=>{field.Name}={field.Value}"));
            }
        }

        return lines;
    }

    /// <summary>A field of the newest root of a name; undefined when there is none.</summary>
    public ScriptValue Newest(string name, string field)
    {
        lock (_gate)
        {
            foreach (var root in _roots)
            {
                if (!Same(root.Name, name))
                    continue;

                foreach (var (key, value) in root.Fields)
                {
                    if (Same(key, field))
                        return value;
                }

                break;
            }
        }

        return ScriptValue.Undefined;
    }

    /// <summary>Removes the newest root of a name; false when there is none.</summary>
    public bool DropNewest(string name)
    {
        lock (_gate)
        {
            for (var i = 0; i < _roots.Count; i++)
            {
                if (!Same(_roots[i].Name, name))
                    continue;

                _roots.RemoveAt(i);
                return true;
            }
        }

        return false;
    }

    /// <summary>Removes the roots of a name, or all.</summary>
    public void RemoveAll(string? name)
    {
        lock (_gate)
            _roots.RemoveAll(root => name is null || Same(root.Name, name));
    }

    private bool PushNew(XavpItem item)
    {
        if (isUnique)
            _roots.RemoveAll(root => Same(root.Name, item.Name));

        return Push(item);
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

    private bool SetRoot(XavpKey key, in ScriptValue value)
    {
        if (key.RootIndex.IsAll || isUnique)
            _roots.RemoveAll(root => Same(root.Name, key.Root));

        if (!value.IsDefined)
        {
            if (!key.RootIndex.IsAll && !isUnique && Root(key) is { } old)
                _roots.Remove(old);

            return true;
        }

        return Push(new XavpItem(key.Root, value));
    }

    private bool SetField(XavpKey key, string name, in ScriptValue value)
    {
        var root = Root(key);
        if (!value.IsDefined)
        {
            var index = root is null ? -1 : Field(root, key);
            if (index >= 0)
                root!.Fields.RemoveAt(index);

            return true;
        }

        if (root is null && key.RootIndex.IsSet)
            return false;

        if (root is null || !key.RootIndex.IsSet && !isUnique)
        {
            root = new XavpItem(key.Root, default);
            if (!Push(root))
                return false;
        }

        if (isUnique)
            root.Fields.RemoveAll(field => Same(field.Name, name));

        if (root.Fields.Count >= MaxFields)
            return false;

        root.Fields.Insert(0, (name, value));
        return true;
    }

    private bool Push(XavpItem item)
    {
        if (_roots.Count >= MaxRoots)
            return false;

        _roots.Insert(0, item);
        return true;
    }

    private XavpItem? Root(XavpKey key)
    {
        var index = key.RootIndex.Value;
        if (index < 0)
            index += _roots.FindAll(root => Same(root.Name, key.Root)).Count;

        foreach (var root in _roots)
        {
            if (Same(root.Name, key.Root) && index-- == 0)
                return root;
        }

        return null;
    }

    private int Field(XavpItem root, XavpKey key)
    {
        var index = key.KeyIndex.Value;
        if (index < 0)
            index += root.Fields.FindAll(field => Same(field.Name, key.Key!)).Count;

        for (var i = 0; i < root.Fields.Count; i++)
        {
            if (Same(root.Fields[i].Name, key.Key!) && index-- == 0)
                return i;
        }

        return -1;
    }

    private bool Same(string left, string right) => string.Equals(left, right, comparison);
}
