using System.Net;

namespace Ami.Tests.Kernel;

[TestClass]
public sealed class ClientAddressTests
{
    [TestMethod]
    [DataRow("203.0.113.7", "203.0.113.7/32")]
    [DataRow("::ffff:203.0.113.7", "203.0.113.7/32")]
    [DataRow("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [DataRow("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    public void LimitedNetwork_OfAClient_IsItsAddressOrItsSubscribersNetwork(string address, string network) =>
        IPAddress.Parse(address).LimitedNetwork(trustLoopback: true).ShouldBe(IPNetwork.Parse(network));

    [TestMethod]
    [DataRow("127.0.0.1")]
    [DataRow("127.8.9.1")]
    [DataRow("::1")]
    [DataRow("::ffff:127.0.0.1")]
    public void LimitedNetwork_OfTheMachineItself_IsNoneWhereThatIsTrusted_AndOneClientElsewhere(string address)
    {
        IPAddress.Parse(address).LimitedNetwork(trustLoopback: true).ShouldBeNull();
        IPAddress.Parse(address).LimitedNetwork(trustLoopback: false).ShouldBe(IPNetwork.Parse("127.0.0.0/8"));
    }
}
