namespace Ami.StripeSimulator.Wire;

/// <summary>One request to the API, within its transaction.</summary>
/// <param name="Tx">What it reads and changes.</param>
/// <param name="Form">What it gives, from its body or its query.</param>
/// <param name="Route">What its path names.</param>
/// <param name="PublicUrl">Where people reach the pages.</param>
internal sealed record Call(Transaction Tx, Params Form, IReadOnlyDictionary<string, string> Route, string PublicUrl)
{
    public string Id => Route["id"];

    /// <summary>Takes the metadata that is given into the object: keys are added, replaced, or with an empty value removed; an empty map removes all.</summary>
    public void Metadata(JsonObject node) => Merge(Form, node);

    public static void Merge(Params form, JsonObject node)
    {
        if (form.Has("metadata") && form.Text("metadata") is null && form.In("metadata").Names.FirstOrDefault() is null)
        {
            node["metadata"] = new JsonObject();
        }

        var kept = node["metadata"] as JsonObject ?? [];
        foreach (var (key, value) in form.Map("metadata"))
        {
            if (value.Length == 0)
            {
                kept.Remove(key);
            }
            else
            {
                kept[key] = value;
            }
        }

        if (node["metadata"] is null)
        {
            node["metadata"] = kept;
        }
    }

    /// <summary>Copies what was given into the object, under the same names; a text that was given as nothing takes the value away.</summary>
    public void Texts(JsonObject node, params string[] fields)
    {
        foreach (var field in fields)
        {
            if (Form.Has(field))
            {
                node[field] = Form.Text(field);
            }
        }
    }

    public JsonNode? Address(string field)
    {
        var given = Form.In(field);
        return given.Names.Any()
            ? new JsonObject
            {
                ["city"] = given.Text("city"),
                ["country"] = given.Text("country"),
                ["line1"] = given.Text("line1"),
                ["line2"] = given.Text("line2"),
                ["postal_code"] = given.Text("postal_code"),
                ["state"] = given.Text("state"),
            }
            : null;
    }
}
