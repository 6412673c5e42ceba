using Ami.StripeSimulator.Billing;

namespace Ami.StripeSimulator.Objects;

/// <summary>Sessions of the customer portal, and what its configurations allow there.</summary>
internal static class Portal
{
    public const string Kind = "billing_portal.session";
    public const string Configuration = "billing_portal.configuration";

    private const string DefaultConfiguration = "bpc_default";

    public static void Map(Api api)
    {
        api.Post("/v1/billing_portal/sessions", Create);
        api.Post(
            "/v1/billing_portal/configurations",
            call =>
            {
                var node = Blank(call.Tx, Ids.New("bpc"));
                Change(call, node);
                call.Tx.Emit("billing_portal.configuration.created", node);
                return node;
            }
        );
        api.Get(
            "/v1/billing_portal/configurations",
            call => call.Page(call.Where(call.Tx.All(Configuration), "active", "is_default"), "/v1/billing_portal/configurations")
        );
        api.Get("/v1/billing_portal/configurations/{id}", call => call.Tx.Get(Configuration, call.Id));
        api.Post(
            "/v1/billing_portal/configurations/{id}",
            call =>
            {
                var node = call.Tx.Edit(Configuration, call.Id);
                Change(call, node);
                node["updated"] = call.Tx.Wall;
                call.Tx.Emit("billing_portal.configuration.updated", node);
                return node;
            }
        );
    }

    private static JsonObject Create(Call call)
    {
        var customer = Customers.Living(call.Tx, call.Form.Need("customer"));
        var configuration = call.Form.Text("configuration") is { } named
            ? call.Tx.Get(Configuration, named, "configuration")
            : call.Tx.Find(DefaultConfiguration) ?? Blank(call.Tx, DefaultConfiguration);
        var node = call.Tx.Add(Shapes.New(Kind, Ids.New("bps"), call.Tx.Wall));
        node["configuration"] = configuration.Id();
        node["customer"] = customer.Id();
        node["locale"] = call.Form.Text("locale") ?? customer.Texts("preferred_locales").FirstOrDefault();
        node["return_url"] = call.Form.Text("return_url") ?? configuration.Text("default_return_url");
        node["url"] = $"{call.PublicUrl}/p/session/{node.Id()}";
        node["_expires"] = call.Tx.Wall + Periods.Hour;
        var flow = call.Form.In("flow_data");
        if (flow.Text("type") is { } type)
        {
            node["flow"] = Flow(flow, type);
        }

        call.Tx.Emit("billing_portal.session.created", node);
        return node;
    }

    private static JsonObject Flow(Params flow, string type)
    {
        var after = flow.In("after_completion");
        after.Accept("hosted_confirmation");
        var shown = new JsonObject
        {
            ["type"] = type,
            ["customer_update"] = null,
            ["subscription_pause"] = null,
            ["subscription_update_confirm"] = null,
            ["after_completion"] = new JsonObject
            {
                ["type"] = after.Text("type") ?? "portal_homepage",
                ["hosted_confirmation"] = null,
                ["redirect"] = after.In("redirect").Text("return_url") is { } back ? new JsonObject { ["return_url"] = back } : null,
            },
        };
        foreach (var kind in new[] { "subscription_cancel", "subscription_update" })
        {
            var subscription = flow.In(kind).Text("subscription");
            flow.In(kind).Accept("retention");
            shown[kind] = subscription is null ? null : new JsonObject { ["subscription"] = subscription };
        }

        return shown;
    }

    private static JsonObject Blank(Transaction tx, string id)
    {
        var node = tx.Add(Shapes.New(Configuration, id, tx.Wall));
        node["active"] = true;
        node["updated"] = tx.Wall;
        node["is_default"] = id == DefaultConfiguration;
        node["business_profile"] = new JsonObject
        {
            ["headline"] = null,
            ["privacy_policy_url"] = null,
            ["terms_of_service_url"] = null,
        };
        node["login_page"] = new JsonObject { ["enabled"] = false, ["url"] = null };
        node["features"] = new JsonObject
        {
            ["customer_update"] = new JsonObject { ["allowed_updates"] = new JsonArray(), ["enabled"] = false },
            ["invoice_history"] = new JsonObject { ["enabled"] = true },
            ["payment_method_update"] = new JsonObject { ["enabled"] = true, ["payment_method_configuration"] = null },
            ["subscription_cancel"] = new JsonObject
            {
                ["cancellation_reason"] = new JsonObject
                {
                    ["enabled"] = false,
                    ["feedback_options"] = new JsonArray(),
                    ["options"] = new JsonArray(),
                },
                ["enabled"] = true,
                ["mode"] = "at_period_end",
                ["proration_behavior"] = "none",
            },
            ["subscription_pause"] = new JsonObject { ["duration"] = null, ["enabled"] = false },
            ["subscription_update"] = new JsonObject
            {
                ["billing_cycle_anchor"] = null,
                ["default_allowed_updates"] = Json.Array(["price"]),
                ["enabled"] = id == DefaultConfiguration,
                ["products"] = new JsonArray(),
                ["proration_behavior"] = "always_invoice",
                ["schedule_at_period_end"] = new JsonObject { ["conditions"] = new JsonArray() },
                ["trial_update_behavior"] = "end_trial",
            },
        };
        return node;
    }

    private static void Change(Call call, JsonObject node)
    {
        call.Texts(node, "default_return_url", "name");
        call.Metadata(node);
        node["active"] = call.Form.Flag("active") ?? node.Flag("active");
        var business = call.Form.In("business_profile");
        foreach (var field in new[] { "headline", "privacy_policy_url", "terms_of_service_url" })
        {
            node.In("business_profile")[field] = business.Text(field) ?? node.In("business_profile").Text(field);
        }

        call.Form.Accept("login_page");
        var given = call.Form.In("features");
        foreach (var (name, feature) in node.In("features").ToList())
        {
            var one = given.In(name);
            var kept = (JsonObject)feature!;
            kept["enabled"] = one.Flag("enabled") ?? kept.Flag("enabled");
            one.Accept(
                "cancellation_reason",
                "conditions",
                "schedule_at_period_end",
                "payment_method_configuration",
                "billing_cycle_anchor",
                "trial_update_behavior"
            );
            foreach (var field in new[] { "mode", "proration_behavior" })
            {
                if (one.Text(field) is { } value)
                {
                    kept[field] = value;
                }
            }

            foreach (var field in new[] { "allowed_updates", "default_allowed_updates" })
            {
                if (one.Texts(field) is { Count: > 0 } values)
                {
                    kept[field] = Json.Array(values);
                }
            }

            if (one.Each("products") is { Count: > 0 } products)
            {
                kept["products"] = Json.Array(
                    products.Select(product =>
                    {
                        product.Accept("adjustable_quantity");
                        return new JsonObject { ["product"] = product.Need("product"), ["prices"] = Json.Array(product.Texts("prices")) };
                    })
                );
            }
        }
    }
}
