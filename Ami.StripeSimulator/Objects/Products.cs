namespace Ami.StripeSimulator.Objects;

/// <summary>What is sold.</summary>
internal static class Products
{
    public const string Kind = "product";

    public static void Map(Api api)
    {
        api.Post(
            "/v1/products",
            call =>
            {
                var node = New(call.Tx, call.Form.Text("id"), call.Form.Need("name"));
                Change(call, node);
                if (call.Form.In("default_price_data") is var price && price.Names.Any())
                {
                    node["default_price"] = Prices.New(call.Tx, node.Id(), price).Id();
                }

                call.Tx.Emit("product.created", node);
                return node;
            }
        );
        api.Get(
            "/v1/products",
            call =>
            {
                var ids = call.Form.Texts("ids");
                return call.Page(
                    call.Where(call.Tx.All(Kind).Where(one => !one.Flag("deleted") && (ids.Count == 0 || ids.Contains(one.Id()))), "active"),
                    "/v1/products"
                );
            }
        );
        api.Get("/v1/products/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Post(
            "/v1/products/{id}",
            call =>
            {
                var node = call.Tx.Edit(Kind, call.Id);
                Change(call, node);
                node["updated"] = call.Tx.Wall;
                call.Tx.Emit("product.updated", node);
                return node;
            }
        );
    }

    public static JsonObject New(Transaction tx, string? id, string name)
    {
        var node = tx.Add(Shapes.New(Kind, id ?? Ids.New("prod"), tx.Wall));
        node["name"] = name;
        node["active"] = true;
        node["type"] = "service";
        node["updated"] = tx.Wall;
        return node;
    }

    private static void Change(Call call, JsonObject node)
    {
        call.Texts(node, "description", "statement_descriptor", "tax_code", "unit_label", "url");
        call.Metadata(node);
        node["name"] = call.Form.Text("name") ?? node.Text("name");
        node["active"] = call.Form.Flag("active") ?? node.Flag("active");
        node["shippable"] = call.Form.Flag("shippable") ?? (bool?)null;
        if (call.Form.Texts("images") is { Count: > 0 } images)
        {
            node["images"] = Json.Array(images);
        }

        if (call.Form.Each("marketing_features") is { Count: > 0 } features)
        {
            node["marketing_features"] = Json.Array(features.Select(one => new JsonObject { ["name"] = one.Need("name") }));
        }

        if (call.Form.Text("default_price") is { } price)
        {
            node["default_price"] = call.Tx.Get(Prices.Kind, price, "default_price").Id();
        }
    }
}
