namespace Ami.StripeSimulator.Webhooks;

/// <summary>Addresses that are told of events.</summary>
internal static class WebhookEndpoints
{
    public const string Kind = "webhook_endpoint";

    /// <summary>The endpoint that the configuration names.</summary>
    public const string Configured = "we_configured";

    public static void Map(Api api)
    {
        api.Post(
            "/v1/webhook_endpoints",
            call =>
            {
                var node = Shapes.New(Kind, Ids.New("we"), call.Tx.Wall);
                node["status"] = "enabled";
                node["api_version"] = call.Form.Text("api_version");
                node["_secrets"] = Json.Array([Ids.New("whsec")]);
                call.Form.Need("url");
                Change(call, node);
                call.Tx.Add(node);
                // The secret is shown this once.
                var shown = node.Copy();
                shown["secret"] = node.Texts("_secrets").First();
                return shown;
            }
        );
        api.Get("/v1/webhook_endpoints", call => call.Page(call.Tx.All(Kind).Where(one => !one.Flag("_deleted")), "/v1/webhook_endpoints"));
        api.Get("/v1/webhook_endpoints/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Post(
            "/v1/webhook_endpoints/{id}",
            call =>
            {
                var node = call.Tx.Edit(Kind, call.Id);
                Change(call, node);
                return node;
            }
        );
        api.Delete(
            "/v1/webhook_endpoints/{id}",
            call =>
            {
                var node = call.Tx.Edit(Kind, call.Id);
                node["status"] = "disabled";
                node["_deleted"] = true;
                return new JsonObject
                {
                    ["id"] = node.Id(),
                    ["object"] = Kind,
                    ["deleted"] = true,
                };
            }
        );
    }

    /// <summary>Registers what the configuration names, or follows it when it has changed.</summary>
    public static void Configure(Transaction tx)
    {
        if (tx.Options is not { WebhookUrl: { } url, WebhookSecret: { } secret })
        {
            return;
        }

        if (tx.Find(Configured) is null)
        {
            var fresh = tx.Add(Shapes.New(Kind, Configured, tx.Wall));
            fresh["status"] = "enabled";
            fresh["api_version"] = StripeVersion.Pinned;
            fresh["enabled_events"] = Json.Array(["*"]);
        }

        var node = tx.Edit(Configured);
        node["url"] = url;
        node["_secrets"] ??= Json.Array([secret]);
        if (!node.Texts("_secrets").Contains(secret))
        {
            node["_secrets"] = Json.Array([secret]);
        }
    }

    /// <summary>Gives it a further secret: deliveries are signed with both until the old one ends.</summary>
    public static string Roll(Transaction tx, string id, string? secret)
    {
        var node = tx.Edit(Kind, id);
        var fresh = secret ?? Ids.New("whsec");
        node["_secrets"] = Json.Array([fresh, .. node.Texts("_secrets").Where(one => one != fresh).Take(1)]);
        return fresh;
    }

    /// <summary>Ends the older of two secrets.</summary>
    public static void EndOldSecret(Transaction tx, string id)
    {
        var node = tx.Edit(Kind, id);
        node["_secrets"] = Json.Array(node.Texts("_secrets").Take(1));
    }

    public static IEnumerable<JsonObject> For(Transaction tx, string type) =>
        tx.All(Kind).Where(one => one.Text("status") == "enabled" && one.Texts("enabled_events").Any(pattern => Events.Matches(pattern, type))).ToList();

    private static void Change(Call call, JsonObject node)
    {
        call.Texts(node, "description");
        node["url"] = call.Form.Text("url") ?? node.Text("url");
        if (call.Form.Texts("enabled_events") is { Count: > 0 } events)
        {
            node["enabled_events"] = Json.Array(events);
        }

        if (call.Form.Flag("disabled") is { } disabled)
        {
            node["status"] = disabled ? "disabled" : "enabled";
        }

        call.Metadata(node);
    }
}
