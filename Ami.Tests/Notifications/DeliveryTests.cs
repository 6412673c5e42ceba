using Ami.Tests.Fixtures;

namespace Ami.Tests.Notifications;

[TestClass]
public sealed class DeliveryTests
{
    private static ApiHost _host = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _host = await TestKinds.Host();

    [ClassCleanup]
    public static async Task Stop() => await _host.DisposeAsync();

    [TestMethod]
    public async Task Send_MandatoryKind_ArrivesAsTextAndPageWithItsSecretLink()
    {
        var person = await _host.SignUp();

        await _host.Send(TestKinds.Safety, person.UserId, new() { ["device"] = "Ñandú <b>1</b>\r\nBcc: x@example.com" }, "/reset-password#token=s3cret&x=1");
        await _host.DispatchEvents();

        var mail = _host.Mailbox.To(person.Email).ShouldHaveSingleItem();
        mail.Subject.ShouldBe("Password of Ñandú <b>1</b> Bcc: x@example.com changed");
        mail.Headers.ContainsKey("Bcc").ShouldBeFalse();
        mail.Headers.ContainsKey("List-Unsubscribe").ShouldBeFalse();
        mail.Text.ShouldContain("It was changed on Ñandú <b>1</b> Bcc: x@example.com.\n\nWas it not you? Recover it now.");
        mail.Html.ShouldContain("It was changed on &#209;and&#250; &lt;b&gt;1&lt;/b&gt; Bcc: x@example.com.");
        mail.Html.ShouldContain("href=\"https://localhost/reset-password#token=s3cret&amp;x=1\"");
        mail.Link.ShouldBe(new Uri("https://localhost/reset-password#token=s3cret&x=1"));
        mail.Token.ShouldBe("s3cret");
    }
}
