using Ami.StripeSimulator.Billing;

namespace Ami.StripeSimulator.Objects;

/// <summary>Clocks that go as far as a test says; what belongs to their customers is billed on the way.</summary>
internal static class TestClocks
{
    public const string Kind = "test_helpers.test_clock";

    public static void Map(Api api)
    {
        api.Post(
            "/v1/test_helpers/test_clocks",
            call =>
            {
                var node = call.Tx.Add(Shapes.New(Kind, Ids.New("clock"), call.Tx.Wall));
                node["frozen_time"] = call.Form.Number("frozen_time") ?? throw StripeFault.Missing("frozen_time");
                node["deletes_after"] = call.Tx.Wall + 30 * Periods.Day;
                node["status"] = "ready";
                node["status_details"] = new JsonObject();
                call.Texts(node, "name");
                call.Tx.Emit("test_helpers.test_clock.created", node);
                return node;
            }
        );
        api.Get("/v1/test_helpers/test_clocks", call => call.Page(call.Tx.All(Kind).Where(one => !one.Flag("deleted")), "/v1/test_helpers/test_clocks"));
        api.Get("/v1/test_helpers/test_clocks/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Post(
            "/v1/test_helpers/test_clocks/{id}/advance",
            call => Advance(call.Tx, call.Id, call.Form.Number("frozen_time") ?? throw StripeFault.Missing("frozen_time"))
        );
        api.Delete(
            "/v1/test_helpers/test_clocks/{id}",
            call =>
            {
                call.Tx.Edit(Kind, call.Id)["deleted"] = true;
                return new JsonObject
                {
                    ["id"] = call.Id,
                    ["object"] = Kind,
                    ["deleted"] = true,
                };
            }
        );
    }

    public static JsonObject Advance(Transaction tx, string id, long to)
    {
        var node = tx.Edit(Kind, id);
        if (to <= node.Number("frozen_time"))
        {
            throw StripeFault.Invalid("The frozen time must be later than the current one.", "frozen_time");
        }

        node["status"] = "advancing";
        node["status_details"] = new JsonObject { ["advancing"] = new JsonObject { ["target_frozen_time"] = to } };
        tx.Emit("test_helpers.test_clock.advancing", node);
        BillingClock.Advance(tx, id, to, at => node["frozen_time"] = Math.Max(at, node.Number("frozen_time")));
        node["frozen_time"] = to;
        node["status"] = "ready";
        node["status_details"] = new JsonObject();
        tx.Emit("test_helpers.test_clock.ready", node);
        return node;
    }
}
