using System.Net;
using Ami.Modules.Workers;

namespace Ami.Tests.Workers;

[TestClass]
public sealed class AddressRangeTests
{
    [TestMethod]
    [DataRow("203.0.113.7", "203.0.113.7/32")]
    [DataRow("10.0.0.0/8", "10.0.0.0/8")]
    [DataRow("0.0.0.0/0", "0.0.0.0/0")]
    [DataRow("2001:DB8::/32", "2001:db8::/32")]
    [DataRow("2001:db8:0:0::1", "2001:db8::1/128")]
    [DataRow("::/0", "::/0")]
    public void TryParse_Range_IsKeptInOneForm(string text, string expected)
    {
        AddressRange.TryParse(text, out var canonical).ShouldBeTrue();
        canonical.ShouldBe(expected);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("10")]
    [DataRow("10.1")]
    [DataRow("010.0.0.1")]
    [DataRow("0x7f.0.0.1")]
    [DataRow("2130706433")]
    [DataRow("256.0.0.1")]
    [DataRow("10.0.0.1/8")]
    [DataRow("10.0.0.0/33")]
    [DataRow("10.0.0.0/08")]
    [DataRow("10.0.0.0/-1")]
    [DataRow("10.0.0.0/8/8")]
    [DataRow("10.0.0.0/")]
    [DataRow("10.0.0.0 /8")]
    [DataRow("10.0.0.1\n")]
    [DataRow("::ffff:10.0.0.1")]
    [DataRow("fe80::1%eth0")]
    [DataRow("[2001:db8::1]")]
    [DataRow("[2001:db8::1]:443")]
    [DataRow("2001:db8::1/32")]
    [DataRow("2001:db8::/129")]
    [DataRow("localhost")]
    [DataRow("*")]
    public void TryParse_AnythingElse_IsRefused(string text) => AddressRange.TryParse(text, out _).ShouldBeFalse();

    [TestMethod]
    [DataRow("10.0.0.0/8", "10.255.1.2", true)]
    [DataRow("10.0.0.0/8", "11.0.0.1", false)]
    [DataRow("203.0.113.7/32", "203.0.113.7", true)]
    [DataRow("203.0.113.7/32", "203.0.113.8", false)]
    [DataRow("192.0.2.0/25", "192.0.2.127", true)]
    [DataRow("192.0.2.0/25", "192.0.2.128", false)]
    [DataRow("2001:db8::/33", "2001:db8:7fff::1", true)]
    [DataRow("2001:db8::/33", "2001:db8:8000::1", false)]
    [DataRow("0.0.0.0/0", "2001:db8::1", false)]
    [DataRow("::/0", "10.0.0.1", false)]
    public void Allows_Address_OnlyInsideTheRange(string range, string address, bool expected) =>
        AddressRange.Allows([range], IPAddress.Parse(address)).ShouldBe(expected);

    [TestMethod]
    public void Allows_UnknownAddress_OnlyWhereAnyMay()
    {
        AddressRange.Allows([], null).ShouldBeTrue();
        AddressRange.Allows(["0.0.0.0/0"], null).ShouldBeFalse();
    }
}
