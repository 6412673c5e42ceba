namespace Ami.StripeSimulator.Wire;

/// <summary>Lists in Stripe's way: newest first, with cursors.</summary>
internal static class Paging
{
    /// <param name="call">Gives <c>limit</c>, <c>starting_after</c>, <c>ending_before</c> and <c>created</c>.</param>
    /// <param name="oldestFirst">What is to be listed.</param>
    public static JsonObject Page(this Call call, IEnumerable<JsonObject> oldestFirst, string url)
    {
        var limit = (int)(call.Form.Number("limit") ?? 10);
        if (limit is < 1 or > 100)
        {
            throw StripeFault.Invalid("Invalid limit: must be from 1 to 100", "limit");
        }

        var all = Within(call.Form, oldestFirst).Reverse().ToList();
        var after = call.Form.Text("starting_after");
        var before = call.Form.Text("ending_before");
        if (before is not null)
        {
            var end = At(before, "ending_before");
            var start = Math.Max(0, end - limit);
            return Rendering.List(call.Tx, all[start..end], url, start > 0);
        }

        var from = after is null ? 0 : At(after, "starting_after") + 1;
        return Rendering.List(call.Tx, all.Skip(from).Take(limit), url, from + limit < all.Count);

        int At(string id, string param)
        {
            var place = all.FindIndex(node => node.Id() == id);
            return place >= 0 ? place : throw StripeFault.NotFound("object", id, param);
        }
    }

    /// <summary>Those for which each field that is given as a parameter has its value.</summary>
    public static IEnumerable<JsonObject> Where(this Call call, IEnumerable<JsonObject> nodes, params string[] fields)
    {
        foreach (var field in fields)
        {
            if (call.Form.Text(field) is { } wanted)
            {
                nodes = nodes.Where(node => node.Text(field) == wanted || wanted is "true" or "false" && node.Flag(field) == (wanted == "true"));
            }
        }

        return nodes;
    }

    private static IEnumerable<JsonObject> Within(Params form, IEnumerable<JsonObject> nodes)
    {
        if (form.Text("created") is not null)
        {
            var exactly = form.Number("created");
            return nodes.Where(node => node.Number("created") == exactly);
        }

        var created = form.In("created");
        var (from, above, to, below) = (created.Number("gte"), created.Number("gt"), created.Number("lte"), created.Number("lt"));
        return nodes.Where(node => node.Number("created") is var at && !(at < from) && !(at <= above) && !(at > to) && !(at >= below));
    }
}
